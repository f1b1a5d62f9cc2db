"""What is remembered of people's rights, and when not."""

import pytest

from queue_server.domain.errors import Unauthenticated
from queue_server.use_cases.principal import Principal, Role
from queue_server.web import recognition
from queue_server.web.recognition import Recogniser

CHEN = Principal(name="chen", roles=frozenset({Role.OFFICER}))


class Tables:
    """Questions about one person, who may lose the right to be here."""

    def __init__(self, monkeypatch):
        self.asked, self.answer, self.while_asked = 0, CHEN, lambda: None
        monkeypatch.setattr(recognition, "_recognise", lambda tables, _digest: tables.look())

    def ask_all(self, question):
        return question(self)

    def look(self):
        self.asked += 1
        found = self.answer
        self.while_asked()
        return found

    @property
    def people(self):
        return self

    def accounts(self):
        return []


@pytest.fixture
def tables(monkeypatch):
    return Tables(monkeypatch)


def test_who_was_recognised_is_remembered_until_rights_change(tables):
    told = []
    recogniser = Recogniser(tables, None, tell=told.append)
    recogniser.by_token("a")
    recogniser.by_token("a")
    asked = tables.asked
    recogniser.forget(session="ab")
    recogniser.by_token("a")

    assert (asked, tables.asked, told) == (1, 2, ["ab"])


def test_nobody_is_remembered_while_other_processes_are_not_heard(tables):
    heard = [True]
    recogniser = Recogniser(tables, None, hears_others=lambda: heard[0])
    recogniser.by_token("a")
    heard[0], tables.answer = False, None

    with pytest.raises(Unauthenticated):
        recogniser.by_token("a")


def test_what_changed_while_it_was_read_is_not_remembered(tables):
    recogniser = Recogniser(tables, None)
    tables.while_asked = recogniser.look_again
    recogniser.by_token("a")
    tables.answer = None

    with pytest.raises(Unauthenticated):
        recogniser.by_token("a")
