"""Scripts that write the datasets. Run them all with `make data`."""
