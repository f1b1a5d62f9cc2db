"""The secrets of an installation."""

import threading
from concurrent.futures import ThreadPoolExecutor

from queue_server.settings.installation import open_installation, write_private


def test_processes_that_begin_at_once_have_the_same_secrets(tmp_path):
    starting = threading.Barrier(8)

    def begin(_):
        starting.wait(10)
        return open_installation(tmp_path)

    with ThreadPoolExecutor(8) as threads:
        opened = list(threads.map(begin, range(8)))

    assert opened == [open_installation(tmp_path)] * 8
    assert [file.name for file in tmp_path.iterdir()] == ["secrets.json"]


def test_the_secrets_are_for_this_user_alone_and_name_the_channel(tmp_path):
    one, other = open_installation(tmp_path / "one"), open_installation(tmp_path / "other")

    assert (tmp_path / "one" / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert one.channel != other.channel


def test_a_private_file_is_replaced_whole(tmp_path):
    write_private(tmp_path / "a", "old")
    write_private(tmp_path / "a", "new")

    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a", "new")]
