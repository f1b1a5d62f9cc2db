"""The paper side of a hall: draws tickets, drives a printer, and tells the server what became of each."""
