"""What is asked or said to be unknown, what it is about, and what answers it."""
