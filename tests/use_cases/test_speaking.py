"""Notices that the voice is asked to say: who may, for which counter, and what the record keeps."""

import pytest

from queue_server.domain import errors
from queue_server.domain.events import NoticeSpoken
from queue_server.domain.wording import SPOKEN_NOTICES
from queue_server.use_cases.principal import Role
from queue_server.use_cases.speaking import say_notice
from tests.domain.builders import NINE, OFFICER
from tests.storage.office import an_officer

CHEN, BOSS = an_officer(), an_officer("boss", Role.MANAGER)


@pytest.fixture
def sitting(office):
    """chen sits at counter 3."""
    office.sit()
    return office


def say(office, code="duty_leader", counter=None, by=CHEN):
    return office.do(say_notice, code=code, counter=counter, by=by)


def test_an_officer_calls_for_help_to_the_own_counter(sitting):
    said = NoticeSpoken(at=NINE, actor=OFFICER, code="duty_leader", counter=3)

    assert (say(sitting), sitting.events()[-1]) == (said, said)
    assert say(sitting, counter=3) == said


def test_an_officer_may_not_speak_for_another_counter(sitting):
    before = sitting.everything()

    with pytest.raises(errors.Forbidden):
        say(sitting, counter=1)

    assert sitting.everything() == before


@pytest.mark.parametrize("code", ["duty_leader", "quiet"])
def test_who_sits_nowhere_says_nothing(office, code):
    with pytest.raises(errors.Forbidden):
        say(office, code)

    assert office.events() == []


def test_a_manager_speaks_for_any_counter_even_where_nobody_ever_sat(office):
    said = say(office, counter=2, by=BOSS)

    assert said == NoticeSpoken(at=NINE, actor="boss", code="duty_leader", counter=2)
    assert office.verified() == (0, ["guangdong: verified, 1 events, 0 tickets"])


def test_a_notice_for_the_whole_hall_names_no_counter(sitting):
    assert say(sitting, "quiet").counter is None
    assert say(sitting, "quiet", counter=3).counter is None
    assert say(sitting, "quiet", by=BOSS).counter is None


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"code": "lottery", "by": BOSS}, errors.Invalid),
        ({"by": BOSS}, errors.Invalid),
        ({"counter": 99, "by": BOSS}, errors.NotFound),
        ({"counter": 99}, errors.NotFound),
    ],
)
def test_what_cannot_be_said_is_refused_and_changes_nothing(sitting, facts, refusal):
    before = sitting.everything()

    with pytest.raises(refusal):
        say(sitting, **facts)

    assert sitting.everything() == before


@pytest.mark.parametrize("code", SPOKEN_NOTICES)
def test_every_notice_of_the_list_can_be_said(sitting, code):
    assert say(sitting, code).counter == (3 if SPOKEN_NOTICES[code].needs_counter else None)
    assert sitting.verified()[0] == 0
