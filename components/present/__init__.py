"""A run of slides: on the screen, as PowerPoint, as one file."""
