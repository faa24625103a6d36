"""Who is it, around everything that the server answers: pages, connections, files, programs.

guard     the ASGI layer: names, forged headers, closed reading, the bridge to the script
sources   one function per way in which a person is known
provider  how an OpenID Connect provider is set up, and whom its cookie names
trip      to that provider and back
people    from a request to a session that still holds
kept      what the store keeps of sessions
sockets   open connections, closed when their session ends
entrance  sign-in's own addresses and what is answered to who may not enter
paths     which addresses are whose
machine   whether somebody sits at the machine itself
headers   headers as bytes, and the texts in them
"""
