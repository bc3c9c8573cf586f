"""A brief's content in, files out."""
