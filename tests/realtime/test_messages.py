from dataclasses import replace
from datetime import timedelta

import pytest

from queue_server.domain import events
from queue_server.domain.announcement import notice_announcements
from queue_server.domain.record import KINDS
from queue_server.realtime.audiences import HALL_AUDIENCES, Audience
from queue_server.realtime.messages import message_for
from queue_server.use_cases.recorded import Recorded
from tests.realtime.builders import NINE, USUAL_NOTICE, a_call, a_hall, an_issue

HEAD = {"hall": "guangdong", "at": "2026-11-23T01:00:00.250Z"}
ANNOUNCEMENT = [
    {
        "language": "zh-CN",
        "text": "请A007号到3号窗口",
        "clips": ["chime", "zh-CN/ticket/A0", "zh-CN/pair/07", "zh-CN/counter/3"],
        "times": 1,
    },
    {
        "language": "en",
        "text": "Ticket A007, please proceed to counter 3",
        "clips": ["en/ticket/A0", "en/pair/07", "en/counter/3"],
        "times": 1,
    },
]


def message(recorded, audience, **more):
    made = message_for(recorded, a_hall(), audience, **more)
    for item in made.get("announcement", ()):
        item["clips"] = list(item["clips"])
    return made


def recorded(event, sequence=813):
    return Recorded(hall="guangdong", sequence=sequence, event=event)


def test_a_screen_is_told_what_to_show_and_say_of_a_call():
    assert message(a_call(), Audience.DISPLAY) == {
        **HEAD,
        "sequence": 813,
        "previous": 812,
        "kind": "ticket_called",
        "number": "A007",
        "counter": 3,
        "attempt": 1,
        "service": "A",
        "language": "zh-CN",
        "announcement": ANNOUNCEMENT,
    }


def test_a_screen_is_told_what_to_say_of_a_notice_and_not_who_asked_for_it():
    asked = events.NoticeSpoken(at=NINE, actor="wang", counter=3, code="duty_leader")
    told = message(recorded(asked), Audience.DISPLAY)
    said = told.pop("announcement")

    assert told == {
        **HEAD,
        "sequence": 813,
        "previous": 812,
        "kind": "notice_spoken",
        "counter": 3,
        "code": "duty_leader",
    }
    assert [(each["language"], each["text"]) for each in said] == [
        (each.language, each.text)
        for each in notice_announcements(a_hall(), code="duty_leader", counter=3)
    ]
    assert "announcement" not in message(recorded(asked), Audience.COUNTER)
    assert message(recorded(asked), Audience.COUNTER)["actor"] == "wang"


def test_a_screen_is_told_of_a_better_voice_where_it_is_there():
    rendered = {"url": "/speech/x.mp3", "replaces": 2}

    def in_english(said):
        return rendered if said.language == "en" else None

    made = message(a_call(), Audience.DISPLAY, find_rendered=in_english)

    mandarin, english = ANNOUNCEMENT
    assert made["announcement"] == [mandarin, {**english, "rendered": rendered}]


def test_a_screen_is_told_who_gets_ready_and_where():
    ready = events.TicketsPrecalled(
        at=NINE,
        actor="hall",
        counter=3,
        tickets=[12, 13],
        numbers=["A012", "A013"],
        languages=["zh-CN", "en"],
    )
    told = message(recorded(ready), Audience.DISPLAY)
    said = told.pop("announcement")

    assert told == {
        **HEAD,
        "sequence": 813,
        "previous": 812,
        "kind": "tickets_precalled",
        "counter": 3,
        "numbers": ["A012", "A013"],
        "area": None,
    }
    assert said[0]["text"] == "请A012、A013号到候办区准备"
    assert message(recorded(ready), Audience.KIOSK) == told
    assert message(recorded(ready), Audience.TICKET).keys() == told.keys() - {"numbers"}


def test_only_a_call_of_the_green_channel_goes_before_others_and_only_the_screens_know():
    urgent = replace(a_call().event, tier=1)

    assert message(recorded(urgent), Audience.DISPLAY)["first"] is True
    assert "first" not in message(a_call(), Audience.DISPLAY)
    for audience in {*HALL_AUDIENCES, Audience.TICKET} - {Audience.DISPLAY}:
        assert message(recorded(urgent), audience).keys() & {"first", "tier"} == set()


def test_an_officer_is_told_who_called_and_why():
    assert message(a_call(), Audience.COUNTER) == {
        **HEAD,
        "sequence": 813,
        "previous": 812,
        "kind": "ticket_called",
        "number": "A007",
        "counter": 3,
        "actor": "wang",
        "attempt": 1,
        "service": "A",
        "language": "zh-CN",
        "chosen": True,
        "reason": "asked",
    }


def test_a_holder_is_told_of_the_call_with_the_gap_of_its_own_line():
    assert message(a_call(), Audience.TICKET, previous=640) == {
        **HEAD,
        "sequence": 813,
        "previous": 640,
        "kind": "ticket_called",
        "number": "A007",
        "counter": 3,
        "attempt": 1,
        "service": "A",
        "language": "zh-CN",
    }


@pytest.mark.parametrize("audience", [Audience.DISPLAY, Audience.KIOSK, Audience.PRINTER])
def test_the_public_learns_of_an_issue_the_number_and_the_service(audience):
    assert message(an_issue(), audience) == {
        **HEAD,
        "sequence": 812,
        "previous": 811,
        "kind": "ticket_issued",
        "number": "A007",
        "service": "A",
    }


def test_officers_learn_the_class_but_no_code_of_an_appointment():
    assert message(an_issue(printer="k1"), Audience.COUNTER) == {
        **HEAD,
        "sequence": 812,
        "previous": 811,
        "kind": "ticket_issued",
        "number": "A007",
        "actor": "kiosk-1",
        "service": "A",
        "class": "normal",
        "tier": 0,
        "promise_s": 1800.0,
        "clock": "2026-11-23T01:00:00.250Z",
        "day": "2026-11-23",
        "language": "zh-CN",
        "channel": "kiosk",
        "party_size": 1,
        "reason": None,
        "printer": "k1",
        "here": True,
        "arrive_from": None,
        "arrive_by": None,
    }


def test_a_rating_is_told_to_managers_alone():
    rated = recorded(
        events.TicketRated(
            at=NINE, ticket=7, number="A007", actor="citizen", grade=1, stage=1, reasons=["slow"]
        )
    )
    head = {**HEAD, "sequence": 813, "previous": 812, "kind": "ticket_rated"}
    whose = {"number": "A007", "actor": "citizen"}

    assert message(rated, Audience.DISPLAY) == head
    assert message(rated, Audience.COUNTER) == {**head, **whose}
    assert message(rated, Audience.MANAGER) == {
        **head,
        **whose,
        "grade": 1,
        "stage": 1,
        "reasons": ["slow"],
    }


def test_a_class_that_was_granted_is_nobody_elses_business():
    granted = recorded(
        events.ClassGranted(
            at=NINE,
            ticket=7,
            number="A007",
            actor="wang",
            priority_class="urgent",
            tier=1,
            promise_s=timedelta(minutes=5).total_seconds(),
            reason="illness",
        )
    )

    assert message(granted, Audience.DISPLAY) == {
        **HEAD,
        "sequence": 813,
        "previous": 812,
        "kind": "class_granted",
    }


def test_of_an_emergency_the_public_learns_nothing_not_even_where():
    wanted = events.AssistanceWanted(at=NINE, actor="chen", counter=3, whom="emergency")
    head = {**HEAD, "sequence": 813, "previous": 812, "kind": "assistance_wanted"}
    told = [message(recorded(wanted), each) for each in (Audience.DISPLAY, Audience.KIOSK)]

    assert told == [head, head]
    assert message(recorded(wanted), Audience.COUNTER) == {
        **head,
        "counter": 3,
        "actor": "chen",
        "whom": "emergency",
    }


def test_over_an_opened_window_hangs_the_badge_and_not_the_user_name():
    opened = recorded(events.CounterOpened(at=NINE, counter=3, actor="wang", officer="wang"))
    officer = {"badge": "007", "name": "王"}

    assert message(opened, Audience.DISPLAY, officer=officer) == {
        **HEAD,
        "sequence": 813,
        "previous": 812,
        "kind": "counter_opened",
        "counter": 3,
        "officer": officer,
    }


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("audience", [Audience.DISPLAY, Audience.KIOSK, Audience.PRINTER])
def test_no_kind_tells_the_public_a_class_an_actor_or_a_grade(kind, audience):
    made = message(recorded(any_event(KINDS[kind])), audience)

    assert (
        made.keys() & {"actor", "class", "tier", "promise_s", "grade", "device", "clock"} == set()
    )
    assert "appointment" not in made
    assert {"hall", "sequence", "previous", "kind", "at"} <= made.keys()


def test_officers_learn_which_case_and_whose_and_not_what_it_is_about():
    opened = recorded(any_event(events.CaseOpened))
    head = {**HEAD, "sequence": 813, "previous": 812, "kind": "case_opened"}
    officers, managers = message(opened, Audience.COUNTER), message(opened, Audience.MANAGER)

    assert officers.keys() - head.keys() == {"case", "owner", "number", "counter", "actor"}
    assert managers.keys() - officers.keys() == {
        *("case_kind", "why", "due", "grade", "reasons"),
        *("of_ticket", "of_number", "of_service", "of_counter", "of_officer"),
    }


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_audience_of_a_hall_is_told_of_every_kind(kind):
    event = any_event(KINDS[kind])

    assert [message(recorded(event), each)["sequence"] for each in HALL_AUDIENCES] == [813] * 5


def any_event(kind):
    """An event of a kind with something in every field."""
    values = {"at": NINE, "ticket": 7, "number": "A007", "counter": 3, "actor": "wang"}
    samples = {
        "attempt": 1,
        "language": "zh-CN",
        "clock": NINE,
        "due_at": NINE,
        "expected_at": NINE,
        "not_before": NINE,
        "day": NINE.date(),
        "reasons": [],
        "notices": [],
        "media": [],
        "services": {},
        "tickets": [7],
        "numbers": ["A007"],
        "languages": ["zh-CN"],
        "tier": 1,
    }
    own = {name: samples.get(name, "something") for name in events.own_fields(kind)}
    return kind(**values, **own)


MEDIUM = {
    "id": "0" * 16, "kind": "image", "content_type": "image/png", "size": 9, "sha256": "f" * 64,
    "seconds": 12, "text": None, "shown": True, "portrait": None,
}  # fmt: skip
SET = {
    "a screen": (
        events.ScreenChanged(at=NINE, actor="li", screen="door", configured={"id": "door"}),
        {"screen": "door"},
    ),
    "notices": (
        events.NoticeChanged(at=NINE, actor="li", notices=[{"zh-CN": "一"}]),
        {"notices": [{"zh-CN": "一"}]},
    ),
    "the hall file's notices again": (
        events.NoticeChanged(at=NINE, actor="li", notices=None),
        {"notices": [USUAL_NOTICE]},
    ),
    "a duty leader": (
        events.DutyChanged(
            at=NINE, actor="li", day=NINE.date(), badge="020007", name="周倩", photo="a" * 16
        ),
        {
            "duty_leader": {
                "badge": "020007",
                "name": "周倩",
                "photo": f"/media/guangdong/{'a' * 16}",
            }
        },
    ),
    "nobody named any more": (
        events.DutyChanged(at=NINE, actor="li", day=NINE.date(), badge=None),
        {"duty_leader": None},
    ),
    "media": (
        events.MediaChanged(
            at=NINE,
            actor="li",
            media=[MEDIUM, MEDIUM | {"shown": False}, MEDIUM | {"portrait": "1"}],
        ),
        {
            "media": [
                {
                    "id": "0" * 16,
                    "kind": "image",
                    "url": f"/media/guangdong/{'0' * 16}",
                    "seconds": 12,
                    "text": None,
                }
            ]
        },
    ),
}


@pytest.mark.parametrize("audience", [Audience.DISPLAY, Audience.KIOSK, Audience.PRINTER])
@pytest.mark.parametrize("name", SET)
def test_what_a_manager_sets_is_told_as_it_hangs_in_the_hall(name, audience):
    event, told = SET[name]
    made = message(recorded(event), audience)

    head = {"sequence", "previous", "kind", "hall", "at"}
    assert {key: value for key, value in made.items() if key not in head} == told
