"""Where a hall's day is kept: SQLAlchemy over SQLite or PostgreSQL, and nothing else."""
