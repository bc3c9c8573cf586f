"""Pages about a person's own login."""
