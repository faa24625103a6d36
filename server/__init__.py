"""What the server answers beside the pages; `serve.py` puts it together.

answering  what answers of the moment have in common
api        what other programs read
counting   what is asked, counted and timed
doctor     what is wrong with an installation
draining   a server that stops sends its pages to the others
drawn      what the map's frame fetches
guard      who is it, around everything
headers    what a browser is told beside every answer
metrics    how this process is doing, for who keeps the machine
problems   what is wrong, for programs
readiness  whether this machine can answer, and if not, why
routes     the addresses
sessions   the pages that are open
settings   how people are known and what they may see
"""
