"""What `tracker doctor` looks at; nothing is made or changed by looking.

examine     all checks in order; what fails to be checked is bad, and says how
files       config.toml, keys and theme, feeds.yaml, rules
database    the file: schema, soundness, size, copies, room on the disk; who polls
machine     terminal, clipboard, programs, extras, versions
model       which model writes, its key, what it took; its server, only when asked
network     whether the hosts of some feeds can be reached; only when asked
"""
