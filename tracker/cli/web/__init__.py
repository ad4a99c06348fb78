"""The interface in a browser, by textual-serve: a page, a WebSocket, and a process for each window.

    guard     who may ask: this machine, by our own name, with the key, from our own page
    server    the page, the files it draws with, the WebSocket
    window    what runs behind one open page: the interface itself, in a process of its own

textual-serve knows neither user nor password, so nothing here is served to other machines, and the
address that is printed holds a key.
"""
