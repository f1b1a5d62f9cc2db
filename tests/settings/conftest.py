"""What tests of hall files share."""

import pytest


@pytest.fixture
def hall_file(tmp_path):
    """Writes a hall file and gives its path."""

    def write(text, hall="small"):
        path = tmp_path / hall / "hall.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write
