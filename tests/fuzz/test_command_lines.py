"""Files that are not what they should be: a clear sentence and a code, never a traceback."""

import gzip
import io
import shutil
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queue_server.cli import main
from tests.fuzz.often import often_and_seldom
from tests.storage.databases import sqlite_template  # noqa: F401 -- found by its name here
from tests.web.a_server import AT, serving

PAGE = 4096
RUBBISH = {
    "a text": b"hello\n",
    "zeros": bytes(10_000),
    "a beginning": b"SQLite format 3\x00" + bytes(50),
    "brackets": b"[" * 100_000,
    "a list": b"[1]",
    "no text": b"\xff\xfe\x00",
    "a packed text": gzip.compress(b"hello"),
    "half a packed text": gzip.compress(bytes(range(256)) * 99)[:500],
}
SERVE = "--port 0 --async-mode threading --data {folder}"
VERBS = {
    "verify": "verify --data {folder}",
    "migrate": "migrate --data {folder}",
    "backup": "backup --data {folder} {folder}/new.backup",
    "restore": "restore --data {folder}/elsewhere {folder}/lunhou.db",
    "restore --replace": "restore --replace --data {folder} {folder}/lunhou.db",
    "check-hall": "check-hall {folder}/lunhou.db",
    "add-account": "add-account --data {folder} --role officer chen",
    "add-token": "add-token --data {folder} chen",
    "run": f"run {SERVE}",
    "demo": f"demo {SERVE}",
}


@pytest.fixture
def say(capsys, monkeypatch):
    """Runs a verb; its exit code and all that it said."""

    def run(line):
        monkeypatch.setattr("sys.stdin", io.StringIO("a long password\n"))
        code = main(line.split())
        return code, "".join(capsys.readouterr())

    return run


def is_refused(answer):
    code, said = answer
    return code in {1, 2} and said.strip() != "" and "Traceback" not in said


@pytest.mark.parametrize("kind", RUBBISH)
@pytest.mark.parametrize("verb", VERBS)
def test_a_database_of_rubbish_is_refused_in_words(verb, kind, tmp_path, say):
    (tmp_path / "lunhou.db").write_bytes(RUBBISH[kind])

    assert is_refused(say(VERBS[verb].format(folder=tmp_path)))


@pytest.mark.parametrize("kind", RUBBISH)
@pytest.mark.parametrize("name", ["secrets.json", "database", "halls/x/hall.toml"])
def test_a_server_does_not_start_on_rubbish_and_says_why(name, kind, tmp_path, say):
    (tmp_path / "halls/x").mkdir(parents=True)
    (tmp_path / name).write_bytes(RUBBISH[kind])
    halls = " --halls {folder}/halls" if name.startswith("halls") else ""

    assert is_refused(say(f"run {SERVE}{halls}".format(folder=tmp_path)))


@pytest.mark.parametrize("verb", ["verify", "migrate", "add-account", "run"])
def test_a_folder_that_is_a_file_is_refused_in_words(verb, tmp_path, say):
    (tmp_path / "data").write_bytes(b"")

    assert is_refused(say(VERBS[verb].format(folder=tmp_path / "data")))


@pytest.fixture
def a_day(tmp_path, sqlite_template):  # noqa: F811 -- the fixture above
    """The file of a small day, whole."""
    shutil.copy(sqlite_template, tmp_path / "lunhou.db")
    with serving(tmp_path) as hall:
        for _ in range(3):
            hall.take()
        hall.sit()
        hall.call()
        hall.do("starts")
        hall.post(f"{AT}/appointments", {"service": "A", "starts_at": "2026-11-23T02:00:00Z"})
    return tmp_path


@st.composite
def damage(draw, size):
    """Where some bytes of a file become others; and how long it then is."""
    places = st.integers(0, size - 1) | st.integers(0, 200)
    spots = draw(st.lists(st.tuples(places, st.binary(min_size=1, max_size=4)), max_size=20))
    return spots, draw(st.just(size) | st.integers(0, size))


def damaged(whole, damages):
    """The file with its damage."""
    spots, size = damages
    made = bytearray(whole)
    for at, other in spots:
        made[at : at + len(other)] = other
    return bytes(made[:size])


@often_and_seldom(often=600, seldom=40)
def test_a_damaged_database_is_verified_or_refused_and_nothing_else(how, a_day, say):
    file = a_day / "lunhou.db"
    whole = file.read_bytes()

    @settings(how)
    @given(damage(len(whole)))
    def verify(damages):
        for end in ("-wal", "-shm"):
            file.with_name(file.name + end).unlink(missing_ok=True)
        file.write_bytes(damaged(whole, damages))
        code, said = say(VERBS["verify"].format(folder=a_day))

        assert code in {0, 1, 2}
        assert said.strip()
        assert "Traceback" not in said

    verify()


def test_each_lost_page_of_a_database_is_told_in_words(a_day, say):
    file = a_day / "lunhou.db"
    whole = file.read_bytes()

    def told(page):
        for end in ("-wal", "-shm"):
            file.with_name(file.name + end).unlink(missing_ok=True)
        file.write_bytes(damaged(whole, ([(page, bytes(PAGE))], len(whole))))
        code, said = say(VERBS["verify"].format(folder=a_day))
        return code in {0, 1, 2} and said.strip() != "" and "Traceback" not in said

    assert [page for page in range(0, len(whole), PAGE) if not told(page)] == []


@often_and_seldom(often=250, seldom=20)
def test_a_damaged_backup_is_refused_or_whole(how, a_day, say):
    assert say(VERBS["backup"].format(folder=a_day))[0] == 0
    file, elsewhere = a_day / "new.backup", a_day / "elsewhere"
    whole = file.read_bytes()
    parts = gzip.decompress(whole)

    @settings(how)
    @given(damage(len(whole)) | damage(len(parts)))
    def restore(damages):
        spots, size = damages
        inside = size > len(whole) or max((at for at, _ in spots), default=0) >= len(whole)
        file.write_bytes(
            gzip.compress(damaged(parts, damages), 1) if inside else damaged(whole, damages)
        )
        code, said = say(f"restore --data {elsewhere} {file}")

        assert code in {0, 1, 2}
        assert said.strip()
        if code == 2:
            assert not (elsewhere / "lunhou.db").exists()
        shutil.rmtree(elsewhere, ignore_errors=True)

    restore()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("about.json", tarfile.LNKTYPE),
        ("lunhou.db", tarfile.SYMTYPE),
        ("lunhou.db", tarfile.FIFOTYPE),
        ("secrets.json", tarfile.DIRTYPE),
    ],
)
def test_a_backup_of_links_and_pipes_is_refused(name, kind, a_day, say):
    assert say(VERBS["backup"].format(folder=a_day))[0] == 0
    with tarfile.open(a_day / "new.backup") as good, tarfile.open(a_day / "bad", "w:gz") as bad:
        for member in good:
            if member.name == name:
                strange = tarfile.TarInfo(name)
                strange.type, strange.linkname = kind, "/etc/passwd"
                bad.addfile(strange)
            else:
                bad.addfile(member, good.extractfile(member))

    assert is_refused(say(f"restore --data {a_day}/elsewhere {a_day}/bad"))
    assert not (a_day / "elsewhere/lunhou.db").exists()


def test_damaged_words_that_sqlite_quotes_are_told_in_words(a_day, say):
    """Its message is then no UTF-8, which Python's module says in an error of another family."""
    file = a_day / "lunhou.db"
    whole = file.read_bytes()
    damage = {b"tablehallhall": b"tableh\x80llhall", b"CREATE TABLE hall (": b"CREATE TABLE hall )"}
    for there, other in damage.items():
        assert there in whole
        whole = whole.replace(there, other)
    file.write_bytes(whole)

    code, said = say(VERBS["verify"].format(folder=a_day))
    assert code == 2
    assert said.startswith("refused: ")
    assert "its tables are damaged and cannot be read" in said
