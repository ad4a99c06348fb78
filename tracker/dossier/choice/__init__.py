"""Which sentences a section takes, and in whose place: coverage, novelty, dates, agreement."""
