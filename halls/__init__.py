"""The sample halls, one folder each; installed as data, read by importlib.resources."""
