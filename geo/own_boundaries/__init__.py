"""A region from an office's own boundaries: its file read, its datum told, its names and codes."""
