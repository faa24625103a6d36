"""What the server answers beside the pages; `serve.py` puts it together.

api        what other programs read
drawn      what the map's frame fetches
problems   what is wrong, for programs
readiness  whether this machine can answer, and if not, why
routes     the addresses
"""
