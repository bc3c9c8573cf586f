"""Sådan regner vi: the methods in plain words."""
