"""Thin endpoints by audience, and the pages they serve."""
