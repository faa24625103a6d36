"""What other programs read: the rows of pages and files by their own codes; see
docs/decisions/039.

resources  the one table of what there is
asked      what an address asks for, or why it cannot be followed
rows       the rows of each resource, from the product's own builders
pages      the pages that have an address with an ending
shown      what each of them shows, as rows
openapi    the table as an OpenAPI document
bodies     what an answer holds
answers    the addresses, and what a cache needs
"""
