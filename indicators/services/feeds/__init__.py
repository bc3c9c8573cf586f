"""Feeds from Statistics Denmark: tables are found, picked from, and fetched by the clock."""
