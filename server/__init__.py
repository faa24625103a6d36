"""What the server answers beside the pages; `serve.py` puts it together.

api        what other programs read
draining   a server that stops sends its pages to the others
drawn      what the map's frame fetches
problems   what is wrong, for programs
readiness  whether this machine can answer, and if not, why
routes     the addresses
sessions   the pages that are open
"""
