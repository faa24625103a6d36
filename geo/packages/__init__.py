"""Data packages: found, read and checked; what is wrong with one, in both languages."""
