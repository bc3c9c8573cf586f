"""Files in, rows out: no database, no framework."""
