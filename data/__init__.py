"""Datasets; `data.build` holds the only scripts that write them."""
