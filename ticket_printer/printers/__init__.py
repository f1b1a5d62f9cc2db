"""Printers behind one verb."""
