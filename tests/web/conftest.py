import shutil

import pytest

from tests.storage.databases import sqlite_template  # noqa: F401 -- found by its name here
from tests.web.a_server import serving


@pytest.fixture
def hall(sqlite_template, tmp_path):  # noqa: F811 -- the fixture above
    """A hall at nine o'clock, empty."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "lunhou.db")
    with serving(folder) as made:
        yield made
