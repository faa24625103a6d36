"""An office's own file, read: what its tables say, what is asked, and the proof of both.

Pure: nothing is stored. Each file imports only from those above it in this list:

grid          cells with their edges, tables, and what stands outside of them
files         whether a file may be opened at all, and what it is
readers       one per format, from a file to a `Document`
apart         a reader at work in a process of its own
columns       what a person says that columns are
headers       which column is which
known         the names that a region knows
names         unit cells, cut by them
questions     what a person has to answer, with both readings
rows          chapters, tasks and measures of a table
tables        which tables make up the plan
lists         plans without a table
numbers       numbers of tasks and measures
clauses       sentences that speak for many rows
proof         every cell and every character accounted for
draft         all of it: from a document to a `Draft`
read          the way in, from a file
"""
