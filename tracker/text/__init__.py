"""What is in a text; pure functions that import nothing of tracker but `text`."""
