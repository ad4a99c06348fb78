"""Measurements on data that lives outside the repository; none is a test."""
