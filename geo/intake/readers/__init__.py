"""One reader per format; each gives a `Document` of the same cells."""
