"""Sentences → who says what: cues of saying, what they govern, and the actors who speak."""
