"""What the statistics must say, by service, counted from the model's tickets in plain arithmetic."""

from math import ceil

from tests.model.plan import SECOND


def expected_figures(tickets):
    """Service: what ``seen_figures`` must give."""
    by_service = {}
    for ticket in tickets:
        for n, stretch in enumerate([*ticket.past, ticket.stretch(ticket.ended)], start=1):
            state = ticket.state if n == ticket.stage else "sent on"
            own = by_service.setdefault(stretch["service"], [])
            own.append({**stretch, "n": n, "state": state, "grade": None})
        by_service[ticket.service][-1]["grade"] = ticket.grade
    return {service: _figures(stretches) for service, stretches in by_service.items()}


def seen_figures(statistics):
    """The same of the program's statistics, grouped by service."""
    return {
        each.group["service"]: {
            "issued": each.issued,
            "called": each.called,
            "completed": each.completed,
            "missed": each.missed,
            "abandoned": each.abandoned,
            "cancelled": each.cancelled,
            "grades": each.ratings,
            "wait": _spread(each.wait),
            "service": _spread(each.service),
            "within": each.within_promise,
        }
        for each in statistics
    }


def _spread(of):
    return (of.count, of.mean_s, of.p50_s, of.p90_s, of.max_s)


def _figures(stretches):
    called = [each for each in stretches if each["called"] is not None]
    waits = [each["called"] - each["since"] for each in called]
    kept = [wait <= each["promise"] for wait, each in zip(waits, called, strict=True)]
    served = [
        each["ended"] - each["started"] + each["served"]
        for each in stretches
        if each["state"] in ("sent on", "completed") and each["started"] is not None
    ]
    states = [each["state"] for each in stretches]
    grades = [each["grade"] for each in stretches]
    return {
        "issued": sum(each["n"] == 1 for each in stretches),
        "called": len(called),
        "completed": states.count("completed"),
        "missed": sum(each["missed"] for each in stretches),
        "abandoned": states.count("abandoned"),
        "cancelled": states.count("cancelled"),
        "grades": {grade: grades.count(grade) for grade in (5, 4, 3, 2, 1)},
        "wait": _of(waits),
        "service": _of(served),
        "within": round(sum(kept) / len(kept), 4) if kept else None,
    }


def _of(durations):
    """Count, mean, half, nine in ten and largest, in seconds; who came early has not waited."""
    seconds = sorted(max(0, each) / SECOND for each in durations)
    if not seconds:
        return (0, None, None, None, None)
    half, most = (seconds[ceil(len(seconds) * tenths / 10) - 1] for tenths in (5, 9))
    mean = sum(seconds) / len(seconds)
    return (len(seconds), *(round(each, 3) for each in (mean, half, most, seconds[-1])))
