"""Ways of looking at an open page; each gives the list of its faults. See `test_every_page`."""
