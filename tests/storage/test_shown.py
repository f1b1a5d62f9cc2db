"""What managers set about the screens, kept, recorded, verified, never written over unseen."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from queue_server.domain.errors import ChangedMeanwhile, NotFound
from queue_server.domain.screen import Screen
from queue_server.use_cases import media, notices, screens
from queue_server.use_cases.media import Medium, MediumKind, Turn
from queue_server.use_cases.notices import DutyLeader
from tests.domain.builders import HALL, texts

LEADER = DutyLeader(badge="020007", name="周倩")


def a_screen(**facts):
    return Screen(**({"id": "door", "name": texts("门口", "Door")} | facts))


def a_medium(number, **facts):
    defaults = {"id": f"{number:016x}", "kind": MediumKind.IMAGE, "content_type": "image/png"}
    return Medium(**(defaults | {"size": 9, "sha256": "0" * 64, "seconds": 12} | facts))


def says(office, *words, seen=None, by="li"):
    written = [texts(each, each) for each in words]
    return office.do(notices.change_notices, texts=written, seen=seen, by=by)


def test_everything_that_is_set_is_brought_back_by_the_record_alone(office):
    office.do(screens.configure, screen=a_screen(depth_m=20.0), seen=0, by="li")
    office.do(screens.configure, screen=a_screen(counters=(3,)), seen=1, by="wu")
    office.do(screens.configure, screen=a_screen(id="hall"), seen=None, by="wu")
    office.do(screens.forget, screen="hall", seen=3, by="li")
    says(office, "一", "二")
    office.do(notices.name_duty_leader, leader=LEADER, seen=0, by="li")
    office.do(media.add, medium=a_medium(1), by="li")
    office.do(media.add, medium=a_medium(2, portrait="020007"), by="li")
    turn = Turn(id=a_medium(1).id, seconds=30, text=texts("交通", "Way"), shown=False)
    office.do(media.arrange, turns=[turn], seen=8, by="li")

    shown = office.ask(lambda view: view.shown())

    assert [(each.what, each.key, each.sequence) for each in shown] == [
        ("screen", "door", 2),
        ("screen", "hall", 4),
        ("notices", "", 5),
        ("duty", "", 6),
        ("media", "", 9),
    ]
    assert office.verified() == (0, ["guangdong: verified, 9 events, 0 tickets"])
    door = office.ask(lambda view: screens.get_screen(view, "door"))
    assert (door.screen, door.version) == (a_screen(counters=(3,)), 2)
    leader = office.ask(notices.duty).leader
    assert (leader.name, leader.photo) == ("周倩", a_medium(2).id)
    listed = office.ask(media.media).media
    assert [(each.id, each.shown) for each in listed] == [
        (a_medium(1).id, False),
        (a_medium(2).id, False),
    ]


def test_notices_that_are_taken_back_are_the_file_s_by_the_record_alone(office):
    says(office, "一")
    office.do(notices.change_notices, texts=None, seen=1, by="wu")

    assert office.ask(notices.notices).texts == office.hall.notices == ()
    assert office.verified() == (0, ["guangdong: verified, 2 events, 0 tickets"])


def test_a_refused_change_leaves_nothing_behind(office):
    says(office, "一")

    with pytest.raises(ChangedMeanwhile) as refused:
        says(office, "二", seen=0)

    assert refused.value.details == {"what": "notices", "version": 1}
    assert len(office.record()) == 1
    assert office.ask(notices.notices).texts == (texts("一", "一"),)


def test_several_changes_of_one_batch_see_each_other(office):
    def command(uow):
        first = notices.change_notices(uow, hall=HALL, texts=[], seen=0, by="li")
        return notices.change_notices(uow, hall=HALL, texts=[], seen=first.version, by="li")

    assert office.run(command).version == 2
    assert office.verified()[0] == 0


def test_of_many_managers_at_once_one_is_heard_and_the_others_are_told_so(office):
    writer = office.a_writer()

    def press(number):
        try:
            return writer.run(
                lambda uow: notices.change_notices(
                    uow, hall=HALL, texts=[texts(str(number), "x")], seen=0, by="li"
                ),
                hall=HALL,
            )
        except ChangedMeanwhile:
            return None

    with ThreadPoolExecutor(8) as managers:
        heard = [each for each in managers.map(press, range(16)) if each is not None]

    assert (len(heard), len(office.record())) == (1, 1)
    assert office.ask(notices.notices).texts == heard[0].texts


def test_a_picture_that_another_manager_deleted_is_in_no_list_any_more(office):
    for number in (1, 2):
        office.do(media.add, medium=a_medium(number), by="li")
    office.do(media.remove, medium=a_medium(1).id, by="wu")

    turns = [Turn(id=a_medium(each).id, seconds=9, text=None) for each in (1, 2)]
    with pytest.raises(NotFound):
        office.do(media.arrange, turns=turns, seen=None, by="li")

    assert [each.id for each in office.ask(media.media).media] == [a_medium(2).id]
