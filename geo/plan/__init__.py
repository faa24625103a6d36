"""A plan: its printed table and proof, whose duties they are, and what is counted of them."""
