"""Programs of the system that tracker starts: what speaks, what shows a notice, what the user named.

    run         one program with something on its standard input, for a bounded time
    voices      which program speaks, and how each wants its text
    player      a text read aloud sentence by sentence, with position, pause, next, back
    clipboard   which program takes a text for the clipboard

Nothing goes through a shell: a program and its options are a list of words, and a text from a
feed is standard input, or one argument behind `--`, so that it can be neither command nor option.
Each runs in a session of its own, so that what it starts ends with it.
"""
