"""The areas of a self-test, a file each: `CHECKS` are what is tried there."""
