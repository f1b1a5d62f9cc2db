"""Kiosks beside the real use cases on SQLite, in memory where the machine has such a folder."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.kiosks.world import World, the_hall
from tests.storage.office import Office, a_database, empty

SHM = Path("/dev/shm")  # thousands of histories need no disk


@pytest.fixture(scope="session")
def place():
    """A folder for databases that nobody needs afterwards."""
    with tempfile.TemporaryDirectory(dir=SHM if SHM.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def kept_database(place):
    made = a_database(f"sqlite:///{place}/lunhou.db")
    yield made
    made.close()


@pytest.fixture
def a_world(kept_database, place):
    """A new hall with new kiosks, as often as one is wanted."""

    @contextmanager
    def make(**facts):
        empty(kept_database)
        office = Office(kept_database, the_hall())
        with tempfile.TemporaryDirectory(dir=place) as folder:
            world = World(office, Path(folder), **facts)
            try:
                yield world
            finally:
                world.close()
                office.close()

    return make
