"""The monthly cycle: which unit has reported what on which duty.

Main units report, leads review, supporting units comment; the collecting unit opens and closes.
Everything is appended, in a chain (`store.audit`); late, near and missing are computed.

calendar   the office's days, months and their dates
lines      duties as they stood when a period was opened on them, and who reports them
periods    months opened, closed and opened again
reports    what was reported, upon which revision; what a report must say
form       a report on one line
reviews    accepted, returned, withdrawn
extensions later dates, asked for and answered
states     what holds of every line in a period, and the one function that counts
comments   what units say of others' lines
notices    what a unit still owes, and what it was sent
report     the 通报 of a period: every line, beside the month before
printed    the same as rows for programs
words      the words of a unit's workbook, in both languages
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
commands   the month from a terminal
"""
