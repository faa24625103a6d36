"""What is wrong with an installation: `python -m geo doctor`; see docs/install.md.

findings  what a check finds
secret    what cookies are signed with, and a mark of it
machine   packages, data, the folder of the office, fonts, access, the secret of cookies
address   where the server listens
database  reached, added to, whole, appended to only, saved, in step with the clock
proxy     what comes through the proxy before the product, and what is lost there
asked     the server's answer to a doctor that asks through the proxy
command   every check, and how it is told
"""
