"""Every verb of the command line against the real server, as an officer's morning; answers as JSON."""

import json
from datetime import date, timedelta

import pytest

from counter_client.cli import main
from counter_client.verbs import VERBS
from queue_server.protocol import Client
from tests.chaos.demonstration import demonstrating

pytestmark = pytest.mark.slow

SOON = f"{date.today() + timedelta(days=30)}"  # noqa: DTZ011 -- any day of the next months
MORNING = [
    ("sit", {"state": "open"}),
    ("waiting", 4),
    ("next", {"number": "A001", "state": "called"}),
    ("recall", {"number": "A001", "attempt": 2}),
    ("put-back", {"number": "A001", "state": "waiting"}),
    ("next", {"number": "A001", "state": "called"}),
    ("miss", {"number": "A001", "state": "missed"}),
    ("restore A001", {"number": "A001", "state": "waiting"}),
    ("call A002", {"number": "A002", "state": "called"}),
    ("start", {"number": "A002", "state": "serving"}),
    ("hold --reason photo", {"number": "A002", "state": "held"}),
    ("resume A002", {"number": "A002", "state": "called"}),
    ("start", {"number": "A002", "state": "serving"}),
    ("papers --reason copy", {"number": "A002", "state": "away"}),
    ("comeback A002", {"number": "A002", "state": "waiting"}),
    ("next", {"number": "A002", "state": "called"}),
    ("start", {"number": "A002", "state": "serving"}),
    ("transfer --counter 1", {"number": "A002", "state": "waiting"}),
    ("grant A003 --class urgent --reason illness", {"number": "A003", "class": "urgent"}),
    ("next", {"number": "A003", "state": "called"}),
    ("start", {"number": "A003", "state": "serving"}),
    ("case undone 缺证明 --why materials", {"ticket": "A003", "kind": "undone", "state": "open"}),
    ("case complaint 等候太久 --number A002", {"ticket": "A002", "kind": "complaint"}),
    ("case suggestion 多设座位 --nobody", {"ticket": None, "kind": "suggestion"}),
    ("cases", 3),
    ("work {case} note 已联系", {"state": "open"}),
    ("work {case} put-off 等总队答复 --due {soon}", {"state": "open", "due": SOON}),
    ("work {case} answer 已增设 --way telephone", {"state": "answered"}),
    ("work {case} close --outcome solved", {"state": "closed", "outcome": "solved"}),
    ("work {case} reopen 又来反映", {"state": "open"}),
    ("work {case} hand-on --to manager", {"state": "open"}),
    ("ask-for duty_leader", {"counter": 1, "whom": "duty_leader", "comers": []}),
    ("calls", 1),
    ("come 1", {"counter": 1, "is_coming": True}),
    ("not-needed", {"counter": 1, "call": None}),
    ("complete", {"number": "A003", "state": "completed"}),
    ("undo", {}),
    ("step --service B", {"number": "A003", "state": "serving"}),
    ("skip --service B", {"number": "A003", "state": "serving"}),
    ("remark A004 轮椅", {"number": "A004", "remark": "轮椅"}),
    ("complete", {"number": "A003", "state": "completed"}),
    ("defer {link} --by-s 600", {"number": "A004", "state": "waiting"}),
    ("cancel A004 --reason late", {"number": "A004", "state": "cancelled"}),
    ("pause --reason meal", {"state": "paused", "reason": "meal"}),
    ("open", {"state": "open"}),
    ("say security", {}),
    ("status", {"state": "open", "current": None}),
    ("close", {"state": "closed"}),
    ("leave", {"state": "closed"}),
]

BY_ANOTHER = {"come": "manager"}
"""Whoever calls does not come."""


def test_every_verb_does_what_it_says(tmp_path, capsys, monkeypatch):
    answers = []
    with demonstrating(tmp_path) as demo:
        kiosk = Client(demo.url, demo.tokens["kiosk"])
        wanted = {"service": "A", "class": "normal"}
        tickets = [kiosk.post("/halls/small/tickets", wanted) for _ in range(4)]
        at = ["--server", demo.url, "--hall", "small", "--counter", "1"]
        known = {"link": tickets[3]["link"], "soon": SOON}
        for typed, _ in MORNING:
            words = typed.format(**known).split()
            who = BY_ANOTHER.get(words[0], "officer:1")
            monkeypatch.setenv("LUNHOU_TOKEN", demo.tokens[who])
            code = main([*at, *words, "--json"])
            answers.append((code, json.loads(capsys.readouterr().out)))
            if words[0] == "case":
                known["case"] = answers[-1][1]["number"]

    expected = [(typed, 0, about) for typed, about in MORNING]
    seen = [
        (typed, code, len(answer) if isinstance(about, int) else {k: answer.get(k) for k in about})
        for (typed, about), (code, answer) in zip(MORNING, answers, strict=True)
    ]
    assert seen == expected


def test_the_morning_knows_every_verb():
    assert {typed.split()[0] for typed, _ in MORNING} == {verb.name for verb in VERBS}
