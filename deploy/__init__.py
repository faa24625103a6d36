"""How an office runs the product; see docs/install.md.

nginx.conf, apache.conf, haproxy.cfg  the proxy before it
apache-oidc.conf                      the same Apache as the gateway that signs people in
dutymap.service, windows-task.ps1     what keeps it running
dutymap.env                           its settings
launch                                the command `dutymap` of an installation
container/                            the same in containers
bundle/                               all of it as one archive that needs no network
"""
