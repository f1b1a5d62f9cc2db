"""What ``queue-server migrate``, ``backup`` and ``restore`` say, and their exit codes."""

import pytest

from queue_server.cli import main
from queue_server.storage.database import Database, revisions

NOBODY = "postgresql+psycopg://postgres@127.0.0.1:1/lunhou?connect_timeout=1"


@pytest.fixture
def run(capsys):
    """A verb: its exit code, what it says, what it complains about."""

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_migrate_says_from_where_to_where(run, tmp_path):
    newest = revisions()[-1]

    new = run("migrate", "--data", tmp_path)
    again = run("migrate", "--data", tmp_path)

    assert new == (0, f"the tables are {newest} now, they were none\n", "")
    assert again == (0, f"the tables are {newest} already\n", "")


def test_what_was_backed_up_is_restored_into_a_new_folder(run, tmp_path):
    run("migrate", "--data", tmp_path / "old")

    backed_up = run("backup", tmp_path / "a.backup", "--data", tmp_path / "old")
    restored = run("restore", tmp_path / "a.backup", "--data", tmp_path / "new")

    assert (backed_up[0], restored[0]) == (0, 0), (backed_up, restored)
    assert run("verify", "--data", tmp_path / "new")[0] == 0


def test_a_restored_folder_remembers_its_database(run, tmp_path):
    run("migrate", "--data", tmp_path / "old")
    run("backup", tmp_path / "a.backup", "--data", tmp_path / "old")
    place = f"sqlite:///{tmp_path / 'elsewhere' / 'hall.db'}"

    restored = run(
        "restore", tmp_path / "a.backup", "--data", tmp_path / "new", "--database", place
    )

    assert (restored[0], Database(place).is_current()) == (0, True)
    assert run("migrate", "--data", tmp_path / "new")[1].endswith("already\n")


def test_what_is_there_is_not_overwritten(run, tmp_path):
    run("migrate", "--data", tmp_path)
    run("backup", tmp_path / "a.backup", "--data", tmp_path)

    refused = run("restore", tmp_path / "a.backup", "--data", tmp_path)

    why = "refused: there is a database already: --replace puts the backup in its place\n"
    assert refused == (2, "", why)


@pytest.mark.parametrize("verb", [["migrate"], ["backup", "a.backup"]])
def test_a_database_that_does_not_answer_is_said_in_a_sentence(run, tmp_path, monkeypatch, verb):
    monkeypatch.chdir(tmp_path)

    code, said, complaint = run(*verb, "--data", tmp_path, "--database", NOBODY)

    assert (code, said, complaint.startswith("refused: ")) == (2, "", True)
    assert list(tmp_path.iterdir()) == []
