"""Measurements of speed, each against its own floor in the same run; never part of the tests."""
