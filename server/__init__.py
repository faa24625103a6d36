"""What the server answers beside the pages; `serve.py` puts it together.

readiness  whether this machine can answer, and if not, why
routes     the addresses
"""
