"""Subscriptions: which there are, and what is on offer.

subscribing  add, remove, import, export, list
looking      which feeds an address offers
beginning    a first run, and the feeds for it
"""
