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
workbook   what is sent to a unit to be filled in, and what comes back
commands   the month from a terminal
"""
