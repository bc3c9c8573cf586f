"""Rows in, files out: spreadsheets and documents."""
