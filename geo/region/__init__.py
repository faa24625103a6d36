"""A region: the boundaries of its districts, and every unit with its names."""
