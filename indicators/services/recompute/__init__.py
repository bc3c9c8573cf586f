"""Recompute: from logged figures to results, hidden where they must be and published whole."""
