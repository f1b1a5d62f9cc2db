import psycopg
import pytest
from sqlalchemy import make_url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request):
    """The URL of an empty PostgreSQL database; None is the demonstration's own SQLite."""
    if request.param == "sqlite":
        return None
    url = request.getfixturevalue("empty_postgresql_url")
    at = make_url(url).set(drivername="postgresql")
    with psycopg.connect(at.render_as_string(hide_password=False), autocommit=True) as admin:
        # What dies here is our server; nobody pulls the plug of the database's machine.
        admin.execute(f'ALTER DATABASE "{at.database}" SET synchronous_commit = off')
    return url
