"""Calls for a person from a window: who may call whom, who comes, and when nothing rings any more."""

from dataclasses import replace

import pytest

from queue_server.domain import errors, events
from queue_server.domain.assistance import Comer, Help, Whom
from queue_server.storage.assistance_tables import assistance as table
from queue_server.use_cases import assistance, counters, day
from queue_server.use_cases.people import Account
from queue_server.use_cases.principal import Principal, Role
from tests.domain.builders import HALL, NINE, a_hall, after
from tests.model.tampering import changed, missing

BADGES = {"chen": "020331", "wang": "020332", "li": "020001"}


def who(name, role=Role.OFFICER):
    return Principal(name=name, roles=frozenset({role}), hall=HALL, badge=BADGES.get(name))


BOSS = who("boss", Role.MANAGER)


@pytest.fixture
def hall(office):
    """Chen sits at 3, wang at 1; li is duty leader and sits nowhere."""
    office.has(duty_leader=("020001", "李明"))
    for name, badge in BADGES.items():
        account = Account(
            name=name, password="-", roles=frozenset({Role.OFFICER}), badge=badge, created_at=NINE
        )
        office.run(lambda uow, account=account: uow.people.save_account(account))
    office.sit(3, "chen")
    office.sit(1, "wang")
    return office


def ask(office, whom, counter=3, by="chen", **facts):
    return office.do(assistance.ask, counter=counter, whom=whom, by=who(by), **facts)


def answer(office, call, by, counter=3):
    return office.do(assistance.answer, counter=counter, call=call, by=by)


def open_calls(office):
    return office.ask(lambda view: view.assistances())


def of_help(office):
    return [e for e in office.events() if e.kind.startswith(("assistance", "notice"))]


def test_the_duty_leader_is_called_once_comes_and_it_is_done(hall):
    made = ask(hall, Whom.DUTY_LEADER, say=True)
    hall.clock.pass_(1)
    again = ask(hall, Whom.DUTY_LEADER, say=True)
    coming = answer(hall, made.call, who("li"))
    twice = answer(hall, made.call, who("li"))
    hall.do(assistance.finish, counter=3, call=made.call, by=who("chen"))

    facts = {"counter": 3, "call": made.call}
    assert (again, twice) == (made, coming)
    assert coming.comers == (Comer(by="li", at=after(1)),)
    assert of_help(hall) == [
        events.AssistanceWanted(at=NINE, actor="chen", counter=3, whom="duty_leader"),
        events.NoticeSpoken(at=NINE, actor="chen", counter=3, code="duty_leader"),
        events.AssistanceAnswered(at=after(1), actor="li", **facts),
        events.AssistanceEnded(at=after(1), actor="chen", reason="done", **facts),
    ]
    assert (open_calls(hall), hall.verified()[0]) == ([], 0)


def test_whom_a_call_is_for(hall):
    people = {each: who(each) for each in ("chen", "wang", "li")} | {"boss": BOSS}
    calls = {
        "duty": ask(hall, Whom.DUTY_LEADER),
        "anyone": ask(hall, Whom.COLLEAGUE),
        "wang": ask(hall, Whom.COLLEAGUE, badge="020332"),
        "emergency": ask(hall, Whom.EMERGENCY),
    }

    def rings_for(call):
        asked = hall.ask(lambda view: {n: assistance.person_of(view, p) for n, p in people.items()})
        return {name for name, person in asked.items() if call.is_for(person)}

    assert {name: rings_for(call) for name, call in calls.items()} == {
        "duty": {"li", "boss"},
        "anyone": {"wang", "li", "boss"},
        "wang": {"wang"},
        "emergency": {"wang", "li", "boss"},
    }


def test_one_comes_to_a_colleague_s_call_and_a_leader_may_step_in(hall):
    made = ask(hall, Whom.COLLEAGUE, badge="020332")

    with pytest.raises(errors.Forbidden):
        answer(hall, made.call, who("zhao"))
    with pytest.raises(errors.Forbidden):
        answer(hall, made.call, who("chen"))
    assert answer(hall, made.call, BOSS).comers == (Comer(by="boss", at=NINE),)
    with pytest.raises(errors.IllegalTransition):
        answer(hall, made.call, who("wang"))


def test_to_an_emergency_several_come_and_it_is_never_said_unless_the_hall_says_so(hall):
    made = ask(hall, Whom.EMERGENCY, say=True)
    answer(hall, made.call, who("wang"))
    coming = answer(hall, made.call, BOSS)

    assert [each.by for each in coming.comers] == ["wang", "boss"]
    assert "notice_spoken" not in hall.kinds()

    hall.has(help=Help(says_emergency=True))
    ask(hall, Whom.EMERGENCY, counter=1, by="wang")
    assert [each.code for each in of_help(hall) if each.kind == "notice_spoken"] == ["security"]


def test_another_call_takes_the_place_of_the_one_before_but_not_of_an_emergency(hall):
    first = ask(hall, Whom.COLLEAGUE)
    ask(hall, Whom.EMERGENCY)
    with pytest.raises(errors.IllegalTransition):
        ask(hall, Whom.DUTY_LEADER)
    with pytest.raises(errors.NotFound):
        answer(hall, first.call, who("wang"))

    hall.do(assistance.withdraw, counter=3, by=who("chen"))
    hall.do(assistance.withdraw, counter=3, by=who("chen"))

    assert [each.kind for each in of_help(hall)] == [
        "assistance_wanted",
        "assistance_withdrawn",
        "assistance_wanted",
        "assistance_withdrawn",
    ]


@pytest.mark.parametrize(
    ("refused", "facts"),
    [
        (errors.Forbidden, {"counter": 1}),
        (errors.Forbidden, {"by": "li"}),
        (errors.NotFound, {"counter": 9}),
        (errors.Invalid, {"badge": "020331"}),  # oneself
        (errors.Invalid, {"badge": "020001"}),  # who sits nowhere
        (errors.Invalid, {"badge": "999999"}),
        (errors.Invalid, {"say": True}),
        (errors.Invalid, {"whom": Whom.EMERGENCY, "badge": "020332"}),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_rings(hall, refused, facts):
    with pytest.raises(refused):
        ask(hall, **({"whom": Whom.COLLEAGUE} | facts))

    assert open_calls(hall) == []


def test_it_is_done_when_one_of_it_says_so(hall):
    made = ask(hall, Whom.DUTY_LEADER)
    with pytest.raises(errors.Forbidden):
        hall.do(assistance.finish, counter=3, call=made.call, by=who("wang"))

    hall.do(assistance.finish, counter=3, call=made.call, by=BOSS)

    with pytest.raises(errors.NotFound):
        hall.do(assistance.finish, counter=3, call=made.call, by=BOSS)


def test_who_gets_up_waits_for_nobody_but_an_emergency_stays_until_the_day_ends(hall):
    ask(hall, Whom.DUTY_LEADER)
    ask(hall, Whom.EMERGENCY, counter=1, by="wang")
    hall.do(counters.get_up, counter=3, officer="chen")
    hall.do(counters.get_up, counter=1, officer="wang")
    left = [each.counter for each in open_calls(hall)]
    with pytest.raises(errors.Forbidden):
        hall.do(assistance.withdraw, counter=1, by=who("chen"))

    hall.do(day.close, by="boss")

    assert (left, open_calls(hall)) == ([1], [])
    assert of_help(hall)[-1].reason == "close_of_day"
    assert hall.verified()[0] == 0


def test_whatever_is_changed_of_a_call_behind_the_record_s_back_is_found(hall):
    made = ask(hall, Whom.EMERGENCY)
    answer(hall, made.call, who("wang"))
    (row,) = map(dict, hall.rows("assistance"))
    sound = hall.verified()[0]

    found = {}
    for column in row:
        with changed(hall, table, row, column):
            found[column] = hall.verified()[0]
    with missing(hall, table, row):
        found["row"] = hall.verified()[0]

    assert (sound, found) == (0, dict.fromkeys([*row, "row"], 1))


# -- grants -------------------------------------------------------------------------------------


def test_who_may_grant_and_for_what_is_the_hall_s_rule(office):
    rules = a_hall().rules
    reasons = {"medical": {"zh-CN": "突发疾病", "en": "Sudden illness"}}
    office.has(
        rules=replace(rules, grant_by=("desk", "manager"), own_reasons=False), reasons=reasons
    )
    office.take()
    grant = {"priority_class": "urgent"}

    with pytest.raises(errors.Forbidden) as refused:
        office.handle("grant", "A001", **grant, reason="medical")
    with pytest.raises(errors.Invalid):
        office.handle("grant", "A001", role=Role.DESK, **grant, reason="他很急")
    with pytest.raises(errors.Forbidden):
        office.issue("A", "urgent", by=who("chen"), reason="medical")
    granted = office.handle("grant", "A001", role=Role.DESK, **grant, reason="sudden illness")

    assert refused.value.details == {"needs": ["desk", "manager"]}
    assert granted.reason == "medical"
