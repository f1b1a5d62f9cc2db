import os
import subprocess
import sys
import time

import pytest

from queue_server.voice.cache import NAME, SpeechCache
from queue_server.voice.lock import FolderLock


def a_name(number):
    return f"{number:064x}.mp3"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def use(folder, number, at):
    os.utime(folder / a_name(number), (at, at))


def test_what_was_put_is_there_and_nothing_else(tmp_path):
    cache = SpeechCache(tmp_path / "speech", limit=100)
    before = cache.has(a_name(1)), cache.touch(a_name(1)), cache.bytes
    cache.put(a_name(1), b"sound")

    assert before == (False, False, 0)
    assert (cache.has(a_name(1)), cache.touch(a_name(1)), cache.bytes) == (True, True, 5)
    assert names(tmp_path / "speech") == [a_name(1)]


def test_the_oldest_use_goes_first(tmp_path):
    cache = SpeechCache(tmp_path, limit=30)
    for number in (1, 2, 3):
        cache.put(a_name(number), bytes(10))
        use(tmp_path, number, 1000 + number)
    cache.touch(a_name(1))
    cache.put(a_name(4), bytes(10))

    assert names(tmp_path) == [a_name(1), a_name(4)]  # down to nine tenths
    assert cache.bytes == 20


def test_what_another_process_wrote_is_counted_when_room_is_made(tmp_path):
    ours, theirs = (SpeechCache(tmp_path, limit=30) for _ in range(2))
    ours.put(a_name(1), bytes(10))
    use(tmp_path, 1, 1000)
    theirs.put(a_name(2), bytes(10))
    theirs.put(a_name(3), bytes(20))

    assert names(tmp_path) == [a_name(3)] or names(tmp_path) == [a_name(2), a_name(3)]
    assert ours.has(a_name(1)) is False


def test_a_file_that_another_process_threw_out_is_not_there(tmp_path):
    cache = SpeechCache(tmp_path, limit=100)
    cache.put(a_name(1), b"sound")
    (tmp_path / a_name(1)).unlink()

    assert (cache.has(a_name(1)), cache.touch(a_name(1))) == (False, False)


def test_a_sound_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    cache = SpeechCache(tmp_path, limit=100)
    (tmp_path / a_name(1)).mkdir()

    with pytest.raises(OSError, match="directory"):
        cache.put(a_name(1), b"sound")
    assert names(tmp_path) == [a_name(1)]


def test_what_a_killed_process_left_behind_goes_after_an_hour(tmp_path):
    cache = SpeechCache(tmp_path, limit=10)
    for name, age in (("new.unfinished", 10), ("old.unfinished", 4000)):
        (tmp_path / name).write_bytes(bytes(20))
        at = time.time() - age
        os.utime(tmp_path / name, (at, at))
    cache.put(a_name(1), bytes(5))

    assert names(tmp_path) == [a_name(1), "new.unfinished"]


@pytest.mark.parametrize("name", ["x.mp3", "../x.mp3", f"{'0' * 64}.exe", f"{'0' * 64}.mp3\n", ""])
def test_only_names_of_content_are_written(tmp_path, name):
    with pytest.raises(ValueError, match="no name"):
        SpeechCache(tmp_path, limit=100).put(name, b"sound")
    assert NAME.fullmatch(name) is None
    assert names(tmp_path) == []


WRITER = """
import sys
from pathlib import Path
from queue_server.voice.cache import SpeechCache
cache = SpeechCache(Path(sys.argv[1]), limit=40_000)
for number in range(200):
    cache.put(f"{number % 50:064x}.mp3", bytes([number % 50]) * 1000)
"""


def test_processes_that_write_side_by_side_leave_whole_files(tmp_path):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, tmp_path]) for _ in range(3)]
    torn = set()
    while any(writer.poll() is None for writer in writers):
        torn |= {path.name for path in tmp_path.glob("*.mp3") if not is_whole(path)}

    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert torn | {name for name in names(tmp_path) if not NAME.fullmatch(name)} == set()


def is_whole(path):
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return True
    return content == bytes([int(path.stem, 16)]) * 1000


def test_of_two_only_one_has_the_folder_until_it_lets_go(tmp_path):
    first, second = FolderLock(tmp_path / "speech"), FolderLock(tmp_path / "speech")
    held = first.acquire(), second.acquire()
    first.release()

    assert held == (True, False)
    assert second.acquire() is True
    second.release()


def test_a_process_that_dies_lets_go(tmp_path):
    script = (
        "import os, sys; from pathlib import Path; from queue_server.voice.lock import FolderLock\n"
        "print(FolderLock(Path(sys.argv[1])).acquire()); sys.stdout.flush(); os._exit(1)"
    )
    died = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, check=False
    )
    lock = FolderLock(tmp_path)

    assert (died.stdout.strip(), lock.acquire()) == (b"True", True)
    lock.release()
