"""What screens say of themselves, and what the manager is told of it."""

from datetime import timedelta

import pytest

from queue_server.use_cases import devices, displays, pairings
from queue_server.use_cases.device import DeviceState
from queue_server.use_cases.display import Report
from queue_server.use_cases.display_alarms import Zone
from queue_server.use_cases.displays import MOST_UNPAIRED, Heard
from tests.domain.builders import HALL, NINE

EVENING = NINE + timedelta(hours=11)
A_ZONE, B_ZONE = Zone(services=frozenset("A")), Zone(services=frozenset("B"))


class Screens:
    """The screens of a hall: they report, time passes, the manager looks."""

    def __init__(self, office):
        self.office = office
        self.zones = lambda screen: None if screen.startswith("window-") else Zone()

    def pair(self, device="d1", screen="hall"):
        digest = device.encode().ljust(32)
        code = f"{len(self.office.rows('device')):06d}"
        self.office.run(
            lambda uow: pairings.ask(uow, digest=digest, origin=b"-" * 32, codes=[code])
        )
        facts = {"code": code, "screen": screen, "name": device, "device": device, "by": "boss"}
        return self.office.do(pairings.pair, **facts)

    def report(self, device="d1", *, published=0, **facts):
        report = Report(**{"screen": "hall", "sequence": published, "sound": "ready", **facts})
        at = self.office.clock()
        said = Heard(device=device, report=report, published=published, at=at)
        self.office.do(displays.note, reports=[said])

    def live(self, seconds, *, every=20, **facts):
        """Reports for a while."""
        for _ in range(0, seconds, every):
            self.office.clock.pass_(seconds=every)
            self.report(**facts)

    def look(self):
        hall = self.office.hall
        shown = self.office.reader.ask_all(
            lambda all_: displays.look(all_, hall=hall, zones=self.zones)
        )
        return {each.display.key: each for each in shown}

    def alarm(self, key="d1"):
        found = self.look()[key].alarm
        return found and found.value

    def settle(self):
        hall = self.office.hall
        self.office.run(lambda uow: displays.settle(uow, hall=hall, zones=self.zones))

    def told(self):
        return [(e.device, e.state) for e in self.office.events()]


@pytest.fixture
def screens(office):
    return Screens(office)


@pytest.fixture
def one(screens):
    screens.pair()
    screens.live(60)
    return screens


def test_a_screen_that_reports_is_well(one):
    (shown,) = one.look().values()

    assert (shown.connected, shown.alarm, shown.device.name) == (True, None, "d1")
    assert shown.device.seen_at == one.office.clock()


def test_a_paired_screen_that_falls_silent_is_lost_within_a_minute(one):
    seen = []
    for _ in range(4):
        one.office.clock.pass_(seconds=20)
        seen.append(one.alarm())

    assert seen == [None, None, "lost", "lost"]


def test_a_page_without_a_device_is_never_lost(screens):
    screens.report(None, page="tab")
    screens.office.clock.pass_(5)

    (shown,) = screens.look().values()

    assert (shown.connected, shown.alarm, shown.device) == (False, None, None)


def test_a_screen_that_was_paired_just_now_may_take_its_time(screens):
    screens.pair()
    first = screens.alarm()
    screens.office.clock.pass_(1)

    assert (first, screens.alarm()) == (None, "lost")


def test_out_of_hours_only_who_was_on_that_day_is_missed(one):
    one.office.clock.now = EVENING
    evening = one.alarm()
    one.office.clock.now = EVENING + timedelta(hours=6)
    night = one.alarm()
    one.office.clock.now = NINE + timedelta(days=1)

    assert (evening, night, one.alarm()) == ("lost", None, "lost")


def test_who_does_not_show_what_is_due_by_the_next_report_is_behind(one):
    one.report(published=7, sequence=0)
    at_once = one.alarm()
    one.live(20, published=9, sequence=0)
    later = one.alarm(), one.look()["d1"].display.behind
    one.live(20, published=9, sequence=9)

    assert (at_once, later, one.alarm()) == (None, ("behind", 9), None)


def test_a_busy_hall_makes_nobody_late(one):
    for sequence in range(100, 1000, 100):
        one.live(20, published=sequence, sequence=sequence - 3)

    assert (one.alarm(), one.look()["d1"].display.behind) == (None, 3)


def test_who_was_away_is_not_behind_when_it_comes_back(one):
    one.office.clock.pass_(5)
    one.report(published=50, sequence=0)

    assert one.alarm() is None


def test_a_record_that_begins_anew_makes_nobody_late(one):
    one.live(40, published=500, sequence=500)
    one.live(40, published=3, sequence=3)

    assert one.alarm() is None


@pytest.mark.parametrize(
    ("sound", "alarm"), [("blocked", "mute"), ("silent", "mute"), ("muted", None), ("ready", None)]
)
def test_a_screen_that_cannot_be_heard_is_mute_unless_it_is_meant(one, sound, alarm):
    one.report(sound=sound)
    at_once = one.alarm()
    one.live(20, sound=sound)

    assert (at_once, one.alarm()) == (None, alarm)


def test_a_voice_that_lacks_clips_is_told_until_it_has_them(one):
    one.report(missing=("zh-CN/pair/12", "chime"))
    told = one.alarm(), one.look()["d1"].display.missing
    one.report(sound="muted")

    assert (told, one.alarm()) == (("clips", ("zh-CN/pair/12", "chime")), None)


def test_who_cannot_be_heard_at_all_is_told_before_what_it_lacks(one):
    one.live(40, sound="blocked", missing=("chime",))

    assert one.alarm() == "mute"


def test_speaking_and_ready_in_turn_is_one_state(one):
    began = one.look()["d1"].display.sound_at
    one.live(40, sound="speaking")

    assert one.look()["d1"].display.sound_at == began


def test_a_window_s_screen_needs_no_voice(screens):
    screens.pair(screen="window-3")
    screens.live(60, screen="window-3", sound="silent", missing=("chime",))

    assert screens.alarm() is None


def test_a_clock_that_is_wrong_is_told(one):
    one.live(20, clock_off_s=-31.0)

    assert one.alarm() == "clock"


def test_two_voices_in_one_zone_are_told_of_both(screens):
    for device in ("d1", "d2"):
        screens.pair(device)
    for _ in range(3):
        screens.office.clock.pass_(seconds=20)
        screens.report("d1")
        screens.report("d2")

    assert [screens.alarm(each) for each in ("d1", "d2")] == ["two_voices", "two_voices"]


@pytest.mark.parametrize(
    ("second", "alarm"),
    [(A_ZONE, "two_voices"), (B_ZONE, None), (Zone(), "two_voices"), (None, None)],
)
def test_two_voices_disturb_each_other_only_where_both_are_heard(screens, second, alarm):
    screens.zones = {"window-1": A_ZONE, "window-2": second}.get
    screens.pair("d1", "window-1")
    screens.pair("d2", "window-2")
    screens.office.clock.pass_(1)
    screens.report("d1", screen="window-1")
    screens.report("d2", screen="window-2")

    assert screens.alarm("d1") == alarm


def test_a_voice_that_is_muted_disturbs_nobody(screens):
    screens.pair("d1")
    screens.pair("d2")
    screens.office.clock.pass_(1)
    screens.report("d1")
    screens.report("d2", sound="muted")

    assert [screens.alarm(each) for each in ("d1", "d2")] == [None, None]


def test_a_change_is_in_the_record_once_whoever_looks(one):
    one.office.clock.pass_(1)
    one.settle()
    one.settle()
    one.report()
    one.settle()
    one.settle()

    assert one.told()[1:] == [("d1", "lost"), ("d1", "well")]
    assert one.office.verified()[0] == 0


def test_nothing_is_to_be_recorded_while_nothing_changes(one):
    hall = one.office.hall

    def needs():
        return one.office.reader.ask_all(
            lambda all_: displays.needs_settling(all_, hall=hall, zones=one.zones)
        )

    before = needs()
    one.office.clock.pass_(1)

    assert (before, needs()) == (False, True)


def test_a_revoked_screen_and_yesterday_s_pages_are_forgotten(one):
    one.report(None, page="tab")
    one.office.do(devices.decide, device="d1", state=DeviceState.REVOKED, by="boss")
    one.office.clock.now = NINE + timedelta(days=1)
    one.settle()

    assert one.office.rows("display") == []


def test_pages_without_a_device_are_remembered_up_to_a_bound(screens):
    for number in range(MOST_UNPAIRED + 5):
        screens.report(None, page=f"tab-{number}")

    assert len(screens.look()) == MOST_UNPAIRED


def test_what_was_said_last_is_kept_while_nothing_is_said(one):
    one.report(spoke=(12, "bank"))
    one.report(spoke=None)

    assert one.look()["d1"].display.spoke == (12, "bank")


def test_a_report_from_another_hall_s_page_touches_only_its_own(one):
    one.report(None, screen="elsewhere")

    assert sorted(one.look()) == ["d1", "page:elsewhere"]
    assert one.look()["d1"].display.hall == HALL
