"""``verify`` finds what anybody changed behind the record's back, and names it."""

import pytest

from queue_server.storage.verify import _differences
from tests.storage.morning import a_morning


@pytest.fixture
def lived(database):
    yield from a_morning(database)


@pytest.fixture
def lived_on_sqlite(sqlite_database):
    yield from a_morning(sqlite_database)


def test_a_day_as_it_was_is_verified(lived):
    assert lived.verified() == (
        0,
        [f"guangdong: verified, {len(lived.record())} events, 3 tickets"],
    )


TAMPERED = {
    "hall sequence": ("UPDATE hall SET sequence = sequence + 1", "the record ends at"),
    "hall digest": ("UPDATE hall SET digest = :digest", "the record ends at"),
    "hall open_day": ("UPDATE hall SET open_day = NULL", "the open day is None"),
    "hall row": ("DELETE FROM hall", "its row is missing"),
    "event at": ("UPDATE event SET at = at + 1 WHERE sequence = 4", "event 4 was changed"),
    "event kind": (
        "UPDATE event SET kind = 'service_started' WHERE sequence = 4",
        "event 4 was changed",
    ),
    "event actor": ("UPDATE event SET actor = 'nobody' WHERE sequence = 2", "event 2 was changed"),
    "event data": ("UPDATE event SET data = '{}' WHERE sequence = 2", "event 2 was changed"),
    "event data no JSON": ("UPDATE event SET data = '{' WHERE sequence = 2", "event 2 was changed"),
    "event digest": ("UPDATE event SET digest = :digest WHERE sequence = 3", "event 3 was changed"),
    "event missing": ("DELETE FROM event WHERE sequence = 3", "event 3 is missing (next is 4)"),
    "last event missing": (
        "DELETE FROM event WHERE sequence = (SELECT max(sequence) FROM event)",
        "the record ends at",
    ),
    "event moved": (
        "UPDATE event SET sequence = sequence + 100 WHERE sequence = 3",
        "3 is missing",
    ),
    "ticket state": ("UPDATE ticket SET state = 'cancelled' WHERE number = 'B001'", "state is"),
    "ticket class": ("UPDATE ticket SET \"class\" = 'elderly' WHERE number = 'B001'", "class is"),
    "ticket clock": ("UPDATE ticket SET clock = clock - 1 WHERE number = 'B001'", "clock is"),
    "ticket promise": ("UPDATE ticket SET promise_s = 60 WHERE number = 'B001'", "promise_s is"),
    "ticket tier": ("UPDATE ticket SET tier = 1 WHERE number = 'B001'", "tier is"),
    "ticket number": ("UPDATE ticket SET number = 'B009' WHERE number = 'B001'", "number is"),
    "ticket officer": ("UPDATE ticket SET officer = 'x' WHERE number = 'A001'", "officer is"),
    "ticket started": ("UPDATE ticket SET started_at = 1 WHERE number = 'A001'", "started_at is"),
    "ticket ended": ("UPDATE ticket SET ended_at = 1 WHERE number = 'A001'", "ended_at is"),
    "ticket reason": ("UPDATE ticket SET reason = NULL WHERE number = 'A002'", "reason is"),
    "ticket size": ("UPDATE ticket SET party_size = 9 WHERE number = 'A001'", "party_size is"),
    "ticket sequence": ("UPDATE ticket SET sequence = 1 WHERE number = 'A001'", "sequence is"),
    "ticket missing": ("DELETE FROM ticket WHERE number = 'B001'", "is not in the table"),
    "ticket forged": (
        "UPDATE ticket SET id = id + 1000 WHERE number = 'B001'",
        "is not in the table",
    ),
    "stage": ("UPDATE stage SET counter = 9", "stage (2, 1): counter is 9"),
    "stage day": ("UPDATE stage SET day = '2026-11-24'", "stage (2, 1): day is"),
    "stage missing": ("DELETE FROM stage", "stage (2, 1) is not in the table"),
    "line": ("UPDATE line SET waiting = waiting + 1", "are kept"),
    "number": ("UPDATE number SET last = 1 WHERE letter = 'A'", "numbers 2026-11-23 A: 1 are"),
    "seat state": ("UPDATE seat SET state = 'paused' WHERE number = 5", "counter 5: state is"),
    "seat officer": ("UPDATE seat SET officer = 'x' WHERE number = 5", "counter 5: officer is"),
    "seat ticket": ("UPDATE seat SET ticket = NULL WHERE number = 5", "counter 5: ticket is"),
    "seat missing": ("DELETE FROM seat WHERE number = 5", "counter 5 is not in the table"),
    "rating": ("UPDATE rating SET grade = 5", "grade is 5, the record says 4"),
    "rating officer": ("UPDATE rating SET officer = 'x'", "officer is 'x'"),
    "rating missing": ("DELETE FROM rating", "is not in the table"),
    "screen": (
        "UPDATE shown SET value = 'null'",
        "screens ('screen', 'door'): value is 'null'",
    ),
    "screen missing": ("DELETE FROM shown", "screens ('screen', 'door') is not in the table"),
    "slot": ("UPDATE slot SET booked = booked + 1", "slot A"),
    "appointment missing": ("DELETE FROM appointment", "slot A"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_changed_behind_the_record_is_named(lived_on_sqlite, name):
    lived = lived_on_sqlite
    sql, named = TAMPERED[name]
    values = {"digest": b"\0" * 32} if ":digest" in sql else {}

    assert lived.execute(sql, **values) > 0
    code, (said,) = lived.verified()

    assert (code, named in said, said.startswith("guangdong: ")) == (1, True, True), said


def everything_found(lived):
    with lived.database.reading.connect() as connection:
        return list(_differences(connection, "guangdong"))


def test_the_statistics_are_compared_with_those_of_the_record(lived):
    """Two were called at A, after 7 minutes and after 2; the first a minute earlier, say the tables."""
    lived.execute("UPDATE stage SET called_at = called_at - 60000000")

    row, *figures = everything_found(lived)

    assert row.startswith("stage (2, 1): called_at is ")
    assert figures == [
        f"statistics 2026-11-23 A: wait {figure} is {now}, the record says {was}"
        for figure, now, was in (
            ("mean_s", 240.0, 270.0),
            ("p90_s", 360.0, 420.0),
            ("max_s", 360.0, 420.0),
        )
    ]


def test_a_day_of_the_statistics_that_only_one_side_has_is_named(lived):
    lived.execute("UPDATE ticket SET day = '2026-11-24' WHERE number = 'B001'")
    lived.execute("UPDATE stage SET service = 'C'")

    found = [each for each in everything_found(lived) if each.startswith("statistics")]
    assert found[-2:] == [
        "statistics 2026-11-23 C are not in the record",
        "statistics 2026-11-24 B are not in the record",
    ]


def test_two_events_that_changed_places_are_found(lived):
    for before, behind in ((3, 999), (4, 3), (999, 4)):
        sql = "UPDATE event SET sequence = :behind WHERE sequence = :before"
        lived.execute(sql, before=before, behind=behind)

    assert lived.verified() == (1, ["guangdong: event 3 was changed"])


def test_only_the_hall_that_was_changed_fails(lived):
    lived.database.add_halls(["linkou"])
    lived.execute("UPDATE ticket SET state = 'waiting'")

    code, (said, other) = lived.verified()

    assert (code, other) == (1, "linkou: verified, 0 events, 0 tickets")
    assert "state is 'waiting'" in said


def test_what_the_tables_hold_beside_the_record_is_no_difference(lived):
    lived.execute("UPDATE ticket SET secret = secret || 'x', holder = 'y', paper = 'printed'")

    assert lived.verified()[0] == 0
