"""Recorded clips and their manifest; installed as data, read by importlib.resources."""
