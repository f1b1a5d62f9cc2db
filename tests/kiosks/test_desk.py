"""What a kiosk gives alone, and when it says no; its memory and its clock."""

from datetime import timedelta

import pytest

from tests.domain.builders import NINE, after
from tests.kiosks.network import a_kiosk
from ticket_printer.kiosk.book import Book
from ticket_printer.kiosk.ledger import LedgerInUse
from ticket_printer.kiosk.orders import NotAlone, Order
from ticket_printer.kiosk.safe_clock import SafeClock
from ticket_printer.kiosk.settling import LEASE_EVERY_S

A = Order(service="A", asked=b'{"service": "A", "class": "normal"}')


@pytest.fixture
def world(a_world):
    with a_world() as world:
        yield world


@pytest.fixture
def kiosk(world):
    """Its server is gone."""
    world.network.faults.is_down = True
    return world.kiosks[0]


def take(kiosk, issue="press", order=A):
    kiosk.world.people.setdefault(issue, _Anyone())
    return kiosk.desk.take(order, issue, {}).json()["number"]


class _Anyone:
    def __init__(self):
        self.papers = []


def refused(kiosk, **facts):
    with pytest.raises(NotAlone) as refusal:
        take(kiosk, **facts)
    return refusal.value.code


def test_a_number_is_given_alone_after_two_tries_of_the_same_press(kiosk):
    tries = []
    kiosk.wire.ask, real = (
        lambda *args, headers, **facts: (
            tries.append(headers["Idempotency-Key"]) or real(*args, headers=headers, **facts)
        ),
        kiosk.wire.ask,
    )

    assert (take(kiosk), tries) == ("A801", ["press", "press"])


def test_one_lost_answer_is_not_yet_a_reason(world):
    kiosk = world.kiosks[0]
    world.network.faults.reply_lost = 1.0
    real = kiosk.wire.ask

    def ask(*args, **facts):
        try:
            return real(*args, **facts)
        finally:
            world.network.faults.reply_lost = 0.0

    kiosk.wire.ask = ask

    assert take(kiosk) == "A001"


def test_a_double_tap_is_one_number_and_one_paper(kiosk):
    assert [take(kiosk), take(kiosk)] == ["A801", "A801"]
    assert kiosk.world.people["press"].papers == ["A801"]


def test_two_people_at_one_kiosk_for_the_last_number_of_the_lease(kiosk):
    numbers = [take(kiosk, f"press {n}") for n in range(40)]

    assert (numbers[0], numbers[-1], len(set(numbers))) == ("A801", "A840", 40)
    assert refused(kiosk, issue="one too many") == "numbers_used_up"
    assert take(kiosk, "another service", Order(service="B")) == "B801"


def test_two_people_at_two_kiosks_that_are_both_alone(kiosk):
    one, two = kiosk.world.kiosks

    assert [take(one, "a"), take(two, "b"), take(one, "c")] == ["A801", "A841", "A802"]


def test_after_the_lease_was_used_up_the_next_contact_brings_another(kiosk):
    for n in range(40):
        take(kiosk, f"press {n}")
    kiosk.world.network.faults.is_down = False
    kiosk.settle()
    kiosk.world.network.faults.is_down = True

    assert take(kiosk, "next") == "A881"


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (Order(service="Z"), "unknown_service"),
        (Order(service="A", priority_class="king"), "unknown_class"),
        (Order(service="A", priority_class="urgent"), "unknown_class"),
    ],
)
def test_what_a_kiosk_may_not_give_it_does_not_give_alone_either(kiosk, order, code):
    assert refused(kiosk, order=order) == code


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"paused": True}, "service_paused"),
        ({"sold_out": True}, "no_capacity"),
        ({"identity": "required"}, "identity_needs_server"),
    ],
)
def test_what_the_hall_had_stopped_or_must_check_is_not_given_alone(kiosk, facts, code):
    heard = kiosk.desk._hall.get()
    first, *others = heard["services"]
    kiosk.desk._hall.hear({**heard, "services": [{**first, **facts}, *others]})

    assert (refused(kiosk), take(kiosk, "b", Order(service="B"))) == (code, "B801")


def test_outside_the_hours_nothing_is_given_alone(kiosk):
    kiosk.world.office.clock.pass_(minutes=8 * 60)

    assert refused(kiosk) == "hall_closed"


def test_the_next_morning_begins_without_the_server(kiosk):
    kiosk.world.office.clock.pass_(minutes=24 * 60)

    assert take(kiosk) == "A801"


def test_a_day_that_nothing_was_leased_for_is_refused(kiosk):
    kiosk.world.office.clock.pass_(minutes=24 * 60)
    kiosk.world.network.faults.is_down = False
    kiosk.settle()
    kiosk.world.network.faults.is_down = True
    kiosk.book._ledger.do("DELETE FROM fact WHERE name = 'days'")

    assert refused(kiosk) == "numbers_used_up"


# -- the clock ----------------------------------------------------------------------------------------


def test_the_machines_clock_may_say_what_it_likes(kiosk):
    kiosk.world.offset = timedelta(days=-20_000)
    kiosk.switch_on()
    kiosk.world.office.clock.pass_(minutes=3)
    take(kiosk)

    assert kiosk.book.find("press").pressed_at == after(3)


def test_after_a_power_cut_nothing_is_given_alone_until_the_server_told_the_time(kiosk):
    kiosk.start += 1
    kiosk.switch_on()
    before = refused(kiosk, issue="early")
    kiosk.world.network.faults.is_down = False
    kiosk.settle()
    kiosk.world.network.faults.is_down = True

    assert (before, take(kiosk, "late")) == ("clock_unsure", "A801")


class Nowhere:
    """A machine without a disk: an anchor in memory."""

    def __init__(self):
        self.kept = []

    def anchor(self):
        return self.kept[-1] if self.kept else None

    def keep_anchor(self, anchor):
        self.kept.append(anchor)


def test_the_time_is_the_servers_by_the_seconds_since():
    ticks, kept = [100.0], Nowhere()
    clock = SafeClock(kept, ticks=lambda: ticks[0], start="one")
    before = clock.safe_now()
    clock.set(NINE.isoformat())
    ticks[0] += 90

    assert (before, clock.safe_now()) == (None, after(1.5))
    assert SafeClock(kept, ticks=lambda: ticks[0], start="one").safe_now() == after(1.5)
    assert SafeClock(kept, ticks=lambda: ticks[0], start="two").safe_now() is None


def test_it_is_not_trusted_for_ever_and_small_corrections_are_not_written_down():
    ticks, kept = [0.0], Nowhere()
    clock = SafeClock(kept, ticks=lambda: ticks[0], start="one")
    for second in range(10):
        ticks[0] = float(second)
        clock.set((NINE + timedelta(seconds=second + 0.1)).isoformat())
    ticks[0] = 37 * 3600

    assert (len(kept.kept), clock.safe_now()) == (1, None)


def test_presses_keep_their_order_when_the_clock_is_corrected(kiosk):
    for n, at in enumerate((after(5), after(4), after(5))):
        kiosk.book.begin(f"press {n}", A, at, NINE.date())

    times = [kiosk.book.find(f"press {n}").pressed_at for n in range(3)]
    assert times == sorted(set(times))


# -- what is told -------------------------------------------------------------------------------------


def test_papers_are_told_in_the_order_of_the_presses(kiosk):
    world = kiosk.world
    for n in range(3):
        take(kiosk, f"press {n}")
        world.office.clock.pass_(minutes=1)
    world.network.faults.is_down = False
    kiosk.settle()

    issued = [e.number for e in world.office.events() if e.kind == "ticket_issued"]
    assert issued == ["A801", "A802", "A803"]
    assert (kiosk.book.count_untold(), kiosk.book.untold()) == (0, [])


def test_a_paper_that_is_somebody_elses_is_told_once_and_stops_nobody(kiosk):
    """Another machine with the same token was first."""
    world = kiosk.world
    take(kiosk, "mine")
    take(kiosk, "next")
    world.network.faults.is_down = False
    twin = a_kiosk("k1")
    told = {"service": "A", "class": "normal", "day": "2026-11-23", "number": "A801"}
    told |= {
        "party_size": 1,
        "issue": "the twin's",
        "pressed_at": NINE.isoformat(),
        "secret": "x" * 22,
    }
    world.network.carry(twin, "/devices/self/reconciliations", told, None)

    assert (kiosk.settle(), kiosk.book.untold()) == (True, [])
    conflicts = world.office.ask(lambda view: view.paper_conflicts())
    assert [each.number for each in conflicts] == ["A801"]
    assert sorted(row["number"] for row in world.office.rows("ticket")) == ["A801", "A802"]


def test_how_many_come_is_told_and_who_somebody_is_is_written_down_nowhere(kiosk):
    asked = b'{"service": "A", "card": {"hash": "c4rd-hash", "last4": "001X"}}'
    take(kiosk, "family", Order(service="A", party_size=4, asked=asked))
    kiosk.world.network.faults.is_down = False
    kiosk.settle()
    (row,) = kiosk.world.office.rows("ticket")
    kiosk.book.close()

    assert row["party_size"] == 4
    assert b"c4rd-hash" not in (kiosk.folder / "kiosk.sqlite3").read_bytes()
    kiosk.switch_on()


def test_the_lease_is_asked_for_once_a_minute(world):
    kiosk, asked = world.kiosks[0], []
    real = kiosk.wire.post
    kiosk.wire.post = lambda path, body, **facts: asked.append(path) or real(path, body, **facts)
    for _ in range(4):
        kiosk.settle()
        world.office.clock.pass_(seconds=LEASE_EVERY_S / 2)

    assert asked == ["/devices/self/leases"]  # the world began with one


def test_after_a_restore_everything_of_the_day_is_told_once_more(world):
    kiosk, office = world.kiosks[0], world.office
    take(kiosk, "online")
    world.network.faults.is_down = True
    take(kiosk, "alone")
    world.network.faults.is_down = False
    kiosk.settle()
    for table in ("event", "ticket", "number", "block", "press", "job", "line", "answer", "seat"):
        office.execute(f"DELETE FROM {table}")
    office.execute("UPDATE hall SET sequence = 0, digest = :none, epoch = 1", none=bytes(32))
    office.clock.pass_(seconds=LEASE_EVERY_S)

    kiosk.settle()
    kiosk.fetch()

    assert sorted(row["number"] for row in office.rows("ticket")) == ["A001", "A801"]
    assert (take(kiosk, "next"), office.verified()[0]) == ("A002", 0)
    assert [len(world.people[each].papers) for each in ("online", "alone")] == [0, 1]


def test_a_second_kiosk_on_the_same_folder_refuses_to_start(kiosk):
    with pytest.raises(LedgerInUse):
        Book(kiosk.folder)


def test_links_are_forgotten_after_their_day_and_presses_after_a_week(kiosk):
    take(kiosk)
    kiosk.world.network.faults.is_down = False
    kiosk.settle()
    kiosk.book.tidy(after(2 * 24 * 60))
    secret = kiosk.book.find("press").secret
    kiosk.book.tidy(after(8 * 24 * 60))

    assert (secret, kiosk.book.find("press")) == (None, None)
