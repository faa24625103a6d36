"""One archive that installs on a machine without a network; see docs/decisions/046.

platforms   which machines there is one for
wheels      packages for such a machine, fetched by the lock
bill        what is in it, as CycloneDX
build       the archive
rehearse    the archive of this machine, installed without a network and looked at
installer/  what it is installed by, also on a Python that is too old
"""
