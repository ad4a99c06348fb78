"""Articles → their sentences, read once: what can stand alone, what is a copy, what it means."""
