"""SQLAlchemy and nothing else: tables, the unit of work, the writer and migrations."""
