"""The tables' history, in order; each step brings a database with data in it forward."""
