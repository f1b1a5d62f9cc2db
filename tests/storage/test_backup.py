"""A backup holds one moment of a database, and becomes a database again that says the same."""

import gzip
import json
import stat
import tarfile
import zlib
from pathlib import Path

import pytest

from queue_server.settings.installation import open_installation
from queue_server.storage.backup import back_up, restore
from queue_server.storage.copies import BackupRefused
from queue_server.storage.database import Database
from tests.domain.builders import NINE
from tests.storage.office import Office, a_database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def place(request, tmp_path):
    """The URL of a database of its own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'here' / 'lunhou.db'}"
    return request.getfixturevalue("empty_postgresql_url")


@pytest.fixture
def lived(place):
    office = Office(a_database(place))
    office.take()
    office.take()
    office.sit()
    office.serve()
    yield office
    office.close()
    office.database.close()


@pytest.fixture
def data(tmp_path):
    """The folder of the installation, with its secrets."""
    open_installation(tmp_path / "here")
    return tmp_path / "here"


def backed_up(office, data, file, say=lambda _: None):
    return back_up(office.database, file, data=data, now=NINE, say=say)


def restored(file, url, data, *, replace=False, say=lambda _: None):
    database = Database(url)
    try:
        return restore(file, database, data=data, replace=replace, now=NINE, say=say)
    finally:
        database.close()


def emptied(office):
    """The same place, after everything in it was lost."""
    office.close()
    if office.database.is_sqlite:
        Path(office.database.url.database).unlink()
    else:
        with office.database.writing.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")


def test_what_was_lost_is_back_with_every_row(lived, place, data, tmp_path):
    before, said = lived.everything(), []
    codes = [backed_up(lived, data, tmp_path / "a.backup")]
    emptied(lived)

    codes.append(restored(tmp_path / "a.backup", place, tmp_path / "new", say=said.append))

    back = Office(Database(place))
    assert (back.everything(), codes) == (before, [0, 0])
    assert said[0] == f"guangdong: verified, {len(back.record())} events, 2 tickets"
    back.close()
    back.database.close()


def test_the_secrets_go_with_it_and_nobody_else_may_read_it(lived, place, data, tmp_path):
    backed_up(lived, data, tmp_path / "a.backup")
    emptied(lived)

    restored(tmp_path / "a.backup", place, tmp_path / "new")

    files = tmp_path / "a.backup", tmp_path / "new" / "secrets.json"
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]
    assert open_installation(tmp_path / "new") == open_installation(data)


def test_pictures_and_videos_come_back_as_they_were(lived, place, data, tmp_path):
    film, picture = f"{'a' * 16}.mp4", f"{'b' * 16}.png"
    files = {film: bytes(range(256)) * 4096, picture: b"picture"}
    folder = data / "media" / "guangdong"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / f"{'c' * 16}.new").write_bytes(b"half a file")
    (folder / f"{'d' * 16}.png").symlink_to(data / "secrets.json")
    said = []
    backed_up(lived, data, tmp_path / "a.backup", say=said.append)
    emptied(lived)
    there = tmp_path / "new" / "media" / "guangdong"
    there.mkdir(parents=True)
    (there / picture).write_bytes(b"damaged")
    (there / "mine.txt").write_bytes(b"kept")

    restored(tmp_path / "a.backup", place, tmp_path / "new", say=said.append)

    back = {file.name: file.read_bytes() for file in there.iterdir()}
    assert back == {**files, "mine.txt": b"kept"}
    assert stat.S_IMODE((there / film).stat().st_mode) == 0o600
    counted = [each for each in said if "2 pictures and videos" in each]
    assert len(counted) == 2


def test_nothing_else_is_unpacked_and_nothing_outside_of_the_folder(sqlite_office, tmp_path):
    backed_up(sqlite_office, tmp_path, tmp_path / "a.backup")
    with tarfile.open(tmp_path / "a.backup") as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
    (tmp_path / "stranger").write_bytes(b"!")
    with tarfile.open(tmp_path / "b.backup", "w:gz") as packed:
        for name in ("about.json", "lunhou.db"):
            packed.add(tmp_path / "unpacked" / name, name)
        for name in ("media/../../evil.png", f"media/x/../{'a' * 16}.png", "media/x/evil.sh"):
            packed.add(tmp_path / "stranger", name)

    restored(tmp_path / "b.backup", f"sqlite:///{tmp_path / 'new' / 'lunhou.db'}", tmp_path / "new")

    assert {file.name for file in (tmp_path / "new").iterdir()} == {"lunhou.db"}
    assert not (tmp_path / "evil.png").exists()


def test_nothing_is_left_beside_it(lived, data, tmp_path):
    backed_up(lived, data, tmp_path / "a.backup")

    assert {file.name for file in tmp_path.iterdir()} == {"a.backup", "here"}


def test_a_database_is_not_overwritten_unasked(lived, place, data, tmp_path):
    backed_up(lived, data, tmp_path / "a.backup")
    lived.take()
    before = lived.everything()

    with pytest.raises(BackupRefused, match="--replace"):
        restored(tmp_path / "a.backup", place, data)

    assert lived.everything() == before


def test_a_database_is_replaced_when_asked(lived, place, data, tmp_path):
    before = lived.everything()
    backed_up(lived, data, tmp_path / "a.backup")
    lived.take()
    lived.close()

    code = restored(tmp_path / "a.backup", place, data, replace=True)

    assert (lived.everything(), code) == (before, 0)


def test_a_database_in_use_is_not_replaced(lived, place, data, tmp_path):
    backed_up(lived, data, tmp_path / "a.backup")
    lived.take()  # its connection is open
    before = lived.everything()

    with pytest.raises(BackupRefused, match="in use"):
        restored(tmp_path / "a.backup", place, data, replace=True)

    assert lived.everything() == before


def test_what_a_file_replaced_is_kept(sqlite_office, sqlite_url, tmp_path):
    backed_up(sqlite_office, tmp_path, tmp_path / "a.backup")
    sqlite_office.take()
    later = sqlite_office.everything()
    sqlite_office.close()

    restored(tmp_path / "a.backup", sqlite_url, tmp_path, replace=True)

    (kept,) = tmp_path.glob("lunhou.db.replaced-*")
    assert Office(Database(f"sqlite:///{kept}")).everything() == later


def test_a_file_that_is_damaged_can_be_replaced(sqlite_office, sqlite_url, tmp_path):
    before = sqlite_office.everything()
    backed_up(sqlite_office, tmp_path, tmp_path / "a.backup")
    sqlite_office.close()
    (tmp_path / "lunhou.db").write_bytes(b"no database" * 1000)

    code = restored(tmp_path / "a.backup", sqlite_url, tmp_path, replace=True)

    assert (sqlite_office.everything(), code) == (before, 0)


def test_a_record_that_is_not_whole_is_backed_up_and_named(lived, data, tmp_path):
    lived.execute("UPDATE ticket SET promise_s = 7 WHERE number = 'A002'")
    said = []

    code = backed_up(lived, data, tmp_path / "a.backup", said.append)

    assert (code, (tmp_path / "a.backup").exists()) == (1, True)
    assert "promise_s is 7" in said[0]


def test_another_file_is_not_overwritten(lived, data, tmp_path):
    (tmp_path / "a.backup").write_text("mine")

    with pytest.raises(BackupRefused, match="there already"):
        backed_up(lived, data, tmp_path / "a.backup")

    assert (tmp_path / "a.backup").read_text() == "mine"


def test_no_database_is_no_backup_and_makes_none(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'none.db'}")

    with pytest.raises(BackupRefused, match="there is no database"):
        back_up(database, tmp_path / "a.backup", data=tmp_path, now=NINE, say=print)

    assert list(tmp_path.iterdir()) == []


def flipped_where_it_matters(packed):
    """In a run of zeros another distance may unpack to the same bytes: such a flip harms nobody."""
    for place in range(len(packed) // 2, len(packed)):
        flipped = bytearray(packed)
        flipped[place] ^= 1
        try:
            if gzip.decompress(flipped) != gzip.decompress(packed):
                return bytes(flipped)
        except (OSError, EOFError, zlib.error):
            return bytes(flipped)
    raise AssertionError("nothing in a backup matters")


def test_a_flipped_bit_is_refused(sqlite_office, tmp_path):
    backed_up(sqlite_office, tmp_path, tmp_path / "a.backup")
    whole = (tmp_path / "a.backup").read_bytes()
    (tmp_path / "b.backup").write_bytes(flipped_where_it_matters(whole))

    with pytest.raises(BackupRefused, match="no whole backup"):
        restored(tmp_path / "b.backup", f"sqlite:///{tmp_path / 'new.db'}", tmp_path)

    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("keep", [0, 10, 500, -1])
def test_half_a_backup_is_refused(sqlite_office, tmp_path, keep):
    backed_up(sqlite_office, tmp_path, tmp_path / "a.backup")
    half = tmp_path / "half.backup"
    half.write_bytes((tmp_path / "a.backup").read_bytes()[:keep])

    with pytest.raises(BackupRefused, match="no whole backup"):
        restored(half, f"sqlite:///{tmp_path / 'new' / 'lunhou.db'}", tmp_path / "new")

    assert list((tmp_path / "new").iterdir()) == []


def repacked(file, into, **changes):
    """The same backup that says something else of itself."""
    with tarfile.open(file) as packed:
        packed.extractall(into, filter="data")
    about = json.loads((into / "about.json").read_text()) | changes
    (into / "about.json").write_text(json.dumps(about))
    with tarfile.open(into / "repacked", "w:gz") as packed:
        for name in ("about.json", "lunhou.db"):
            packed.add(into / name, name)
    return into / "repacked"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"rows": {"ticket": 3}}, "the database had"),
        ({"revision": "9999"}, "newer than this program"),
        ({"kind": "postgresql"}, "a backup of postgresql"),
    ],
)
def test_a_backup_that_cannot_be_what_it_says_is_refused(sqlite_office, tmp_path, changes, why):
    backed_up(sqlite_office, tmp_path, tmp_path / "a.backup")
    other = repacked(tmp_path / "a.backup", tmp_path / "unpacked", **changes)

    with pytest.raises(BackupRefused, match=why):
        restored(other, f"sqlite:///{tmp_path / 'new' / 'lunhou.db'}", tmp_path / "new")

    assert list((tmp_path / "new").iterdir()) == []


def test_other_secrets_are_not_overwritten_unasked(sqlite_office, tmp_path):
    open_installation(tmp_path)
    backed_up(sqlite_office, tmp_path, tmp_path / "a.backup")
    before = open_installation(tmp_path / "new")

    with pytest.raises(BackupRefused, match="other secrets"):
        restored(
            tmp_path / "a.backup", f"sqlite:///{tmp_path / 'new' / 'lunhou.db'}", tmp_path / "new"
        )

    assert open_installation(tmp_path / "new") == before


@pytest.mark.postgresql
def test_without_the_tools_of_postgresql_it_says_what_is_missing(
    empty_postgresql_url, tmp_path, monkeypatch
):
    database = a_database(empty_postgresql_url)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BackupRefused, match="pg_dump is not on this machine"):
        back_up(database, tmp_path / "a.backup", data=tmp_path, now=NINE, say=print)

    database.close()


@pytest.mark.postgresql
def test_a_role_that_may_not_try_it_out_is_told_so(empty_postgresql_url, tmp_path):
    database = a_database(empty_postgresql_url)
    role = f"lunhou_test_{tmp_path.name[-8:]}_{id(database)}"
    with database.writing.begin() as connection:
        connection.exec_driver_sql(f'CREATE ROLE "{role}" LOGIN')
        connection.exec_driver_sql(f'GRANT pg_read_all_data TO "{role}"')
    reader = Database(database.url.set(username=role).render_as_string(hide_password=False))

    try:
        with pytest.raises(BackupRefused, match="cannot be tried out"):
            back_up(reader, tmp_path / "a.backup", data=tmp_path, now=NINE, say=print)
    finally:
        reader.close()
        with database.writing.begin() as connection:
            connection.exec_driver_sql(f'DROP ROLE "{role}"')
        database.close()

    assert list(tmp_path.iterdir()) == []
