"""Who signed in, who may what, and what was done.

closed     accounts that are closed
grants     rights given and ended
sessions   begun, found by what the browser keeps, and ended
accounts   closed, with their sessions, and opened again
people     everybody of whom anything is known
events     what is noted of people, and the list of all that was done
commands   the same from a terminal
"""
