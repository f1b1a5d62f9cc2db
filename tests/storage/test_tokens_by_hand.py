"""A token that an administrator makes for a program, such as a keypad's, is its person's."""

import io
from hashlib import sha256

import pytest

from queue_server.cli import main
from queue_server.storage.database import Database
from queue_server.storage.offline import run_offline
from queue_server.use_cases import accounts


@pytest.fixture
def at(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("a long password\n"))
    at = ["--data", str(tmp_path)]
    assert main(["add-account", *at, "--role", "officer", "--hall", "guangdong", "zhang"]) == 0
    return at


def test_a_token_is_the_account_s_until_it_is_disabled(at, tmp_path, capsys):
    capsys.readouterr()
    codes = [main(["add-token", *at, "zhang"]), main(["add-token", *at, "nobody"])]
    said = capsys.readouterr()
    token = said.out.strip()

    database = Database(f"sqlite:///{tmp_path / 'lunhou.db'}")
    digest = sha256(token.encode()).digest()

    def who(uow):
        return accounts.recognise(uow.people, digest, uow.now)

    found = run_offline(database, who)
    run_offline(database, lambda uow: accounts.disable(uow, name="zhang"))
    then = run_offline(database, who)
    database.close()

    assert (codes, said.err) == ([0, 2], "refused: no active account is called nobody\n")
    assert (found.name, found.hall, then) == ("zhang", "guangdong", None)
    assert token.encode() not in (tmp_path / "lunhou.db").read_bytes()
