"""Who disputes what whom says, and which quantities of one thing differ."""
