"""A question sees the hall at one moment, whatever is written meanwhile."""

import threading


def test_a_question_sees_one_moment_however_long_it_takes(office):
    office.take()

    def question(view):
        before = (view.sequence(), len(view.tickets()), view.lines())
        writer = threading.Thread(target=office.take)
        writer.start()
        writer.join(10)
        return before, (view.sequence(), len(view.tickets()), view.lines())

    before, after = office.ask(question)

    assert (before[:2], after) == ((1, 1), before)
    assert office.ask(lambda view: view.sequence()) == 2


def test_a_question_about_another_day_sees_that_day(office):
    office.take()
    office.clock.pass_(minutes=24 * 60)
    office.take()

    today, yesterday = office.ask(
        lambda view: (
            [(t.number, t.day) for t in view.tickets()],
            [(t.number, t.day) for t in view.on(office.hall.day(office.clock.now)).tickets()],
        )
    )

    assert today == yesterday
    assert [number for number, _ in today] == ["A001"]
