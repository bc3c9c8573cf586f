"""Indicators, their definitions, targets and data sets, as the secretariat and administrators set them."""
