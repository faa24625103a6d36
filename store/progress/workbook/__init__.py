"""A unit's workbook, out and in, see docs/decisions/038.

words      its words, in both languages
cells      what a cell says: a mark, a status by its word, a day however it is written
earlier    what was said the period before
template   the workbook that a unit fills in, and the one that answers
merge      three sides of a cell: sent, theirs, ours
sheet      a returned workbook as rows, wherever its columns stand
matching   which line each of its rows is of
sides      what was sent and what is kept, found by the revision that a row names
judging    what each row does
answering  what its unit is told of it
sending    all workbooks of a period
returned   a workbook looked at, and taken in one transaction
"""
