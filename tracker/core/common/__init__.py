"""What several rooms of `core` need.

manners     hosts that said 429 are left alone
memory      what the clusterer remembers
defining    what is typed → the terms of a story
matching    articles against the terms of users' stories
overseeing  who waits for a dossier, and may end it
"""
