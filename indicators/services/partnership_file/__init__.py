"""A partnership as one file: its bodies, places, goals, indicators and figures, read in whole."""
