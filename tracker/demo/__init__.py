"""The bundled example: ten feeds of invented outlets, and a server that turns them in time.

`outlets/*.toml` hold the articles, `feeds.py` renders them as they stood at each of four
polls, `server.py` serves them on loopback.
"""
