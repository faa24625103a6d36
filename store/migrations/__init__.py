"""How a database comes from nothing, and from every older schema, to the one in `store.tables`."""
