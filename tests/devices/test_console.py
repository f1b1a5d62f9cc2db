"""The officer's console against a fake hall, over real sockets."""

import json
import os
import signal
import subprocess
import sys

import pytest

from counter_client.cli import main
from counter_client.desk import Desk
from counter_client.show import lines_of, utc_now
from counter_client.verbs import VERBS
from counter_client.words import Words, catalogue, environment_language
from queue_server.protocol.languages import PAGE_LANGUAGES
from tests.fakes.officer_counters import OTHER, a_morning
from tests.fakes.officer_hall import OfficerHall


@pytest.fixture
def hall():
    return OfficerHall(a_morning())


@pytest.fixture
def url(hall):
    with hall.running() as address:
        yield address


@pytest.fixture
def token_file(tmp_path, hall):
    file = tmp_path / "token"
    file.write_text(f"{hall.room.token}\n")
    return file


@pytest.fixture
def officer(url, token_file, capsys):
    """`officer("next")` runs the program; answers with its exit code, output and errors."""

    def run(*arguments, language="en"):
        at = ["--server", url, "--hall", "guangdong", "--counter", "3"]
        code = main([*at, "--token-file", str(token_file), "--language", language, *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


B = {"class": "b", "reason": "x"}
COMMANDS = [
    (["recall"], "/tickets/B046/recalls", {}),
    (["start"], "/tickets/B046/starts", {}),
    (["miss"], "/tickets/B046/misses", {}),
    (["put-back"], "/tickets/B046/returns", {}),
    (["cancel"], "/tickets/B046/cancellations", {}),
    (["transfer", "--service", "c"], "/tickets/B046/transfers", {"service": "C"}),
    (["transfer", "--counter", "5"], "/tickets/B046/transfers", {"counter": 5}),
    (["call", "a014"], "/counters/3/calls", {"number": "A014"}),
    (["resume", "A009"], "/counters/3/calls", {"number": "A009"}),
    (["restore", "A007"], "/tickets/A007/restorations", {}),
    (["grant", "A014", "--reason", "study"], "/tickets/A014/grants", {"class": "urgent", "reason": "study"}),
    (["grant", "A014", "--class", "b", "--reason", "x"], "/tickets/A014/grants", B),
    (["comeback", "A002"], "/tickets/A002/comebacks", {}),
    (["next"], "/counters/3/calls", {"current": "B046"}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "path", "body"), COMMANDS)
def test_a_verb_is_its_request(officer, hall, typed, path, body):
    hall.room.handle("A012", "completions", {})
    hall.room.add("A002", 60, state="away")
    hall.room.call(3, {})

    code, _, _ = officer(*typed)

    assert (code, hall.commands()) == (0, [(path, body)])


def test_hold_and_complete_are_for_a_person_being_served(officer, hall):
    assert officer("hold", "--reason", "photo")[0] == 0
    assert officer("resume", "A012")[0] == 0
    assert officer("start")[0] == 0
    assert officer("papers", "--reason", "copy")[0] == 0
    hall.room.in_hand(3, "A013", "serving", 1)
    assert officer("complete")[0] == 0
    assert hall.commands() == [
        ("/tickets/A012/holds", {"reason": "photo"}),
        ("/counters/3/calls", {"number": "A012"}),
        ("/tickets/A012/starts", {}),
        ("/tickets/A012/paper-requests", {"reason": "copy"}),
        ("/tickets/A013/completions", {}),
    ]


def test_the_counter_is_paused_opened_closed_and_left(officer, hall):
    hall.room.handle("A012", "completions", {})

    codes = [
        officer(*typed.split())[0]
        for typed in ("pause --reason meal", "open", "close", "leave", "sit")
    ]

    assert codes == [0, 0, 0, 0, 0]
    assert hall.commands(method="PUT") == [
        ("/counters/3/status", {"state": "paused", "reason": "meal"}),
        ("/counters/3/status", {"state": "open"}),
        ("/counters/3/status", {"state": "closed"}),
    ]
    assert hall.room.counters[3]["state"] == "open"


def test_who_is_called_is_said_in_the_officers_language(officer):
    assert officer("next", language="en") == (
        0,
        "B046  called at counter 3 · B · regular · waited 28 min\n",
        "",
    )
    assert officer("start", language="zh-CN") == (
        0, "B046  办理中（3 号窗口） · B · 普通 · 等候 28 分钟\n", "",
    )  # fmt: skip


def test_the_status_is_the_counter_at_a_glance(officer):
    code, out, _ = officer("status")

    assert (code, out.splitlines()) == (
        0,
        [
            "Counter 3  open · 020334 李晓雯",
            "  A012  being served at counter 3 · A · elderly · waited 4 min",
            "  waiting 6: B046 A013 A014 B047 A015",
            "  on hold 1: A009",
            "  missed 2: A007 B041",
            "  served today 27, mean 8.4 min",
        ],
    )


def test_who_is_called_who_comes_and_a_case_are_said_in_words():
    leader = {"badge": "020301", "name": "周敏"}
    call = {"counter": 3, "whom": "emergency", "comers": [leader]}
    case = {"number": "2026-0006", "kind": "undone", "state": "open", "due": "2026-12-04"}

    assert [line for verb, answer in (("calls", [call]), ("cases", [case]), ("calls", []))
            for line in lines_of(verb, answer, Words("zh-CN"), utc_now())] == [
        "3 号窗口呼叫：紧急 · 020301 周敏 前往",
        "2026-0006  办不成事 · 办理中 · 限期 2026-12-04",
        "无人呼叫",
    ]  # fmt: skip
    assert lines_of("case", {**case, "code": "K7M2Q"}, Words("en"), utc_now()) == [
        "2026-0006  could not be done · open · due 2026-12-04 · code for the answer: K7M2Q"
    ]


def test_who_would_come_to_a_counter_that_calls_nobody_is_told_so(officer, monkeypatch):
    monkeypatch.setattr(Desk, "calls", lambda _: [{"counter": 4, "call": 7}])

    assert officer("come", "5") == (1, "", "refused (nobody_calls): Nobody is called\n")


def test_an_officer_without_a_name_is_known_by_the_badge(officer, hall):
    hall.room.seat(3, {"badge": "020334", "name": None})

    assert officer("status")[1].splitlines()[0] == "Counter 3  open · 020334"


def test_the_line_is_shown_fullest_bar_first(officer):
    code, out, _ = officer("waiting")

    assert (code, [line.split()[:2] for line in out.splitlines()]) == (
        0,
        [
            ["93%", "B046"],
            ["80%", "A013"],
            ["70%", "A014"],
            ["63%", "B047"],
            ["53%", "A015"],
            ["10%", "B048"],
        ],
    )


@pytest.mark.parametrize("typed", [["--json", "next"], ["next", "--json"]])
def test_json_is_the_servers_own_answer(officer, hall, typed):
    code, out, _ = officer(*typed)

    assert (code, json.loads(out)) == (0, hall.room.tickets["B046"])


def test_a_refusal_ends_with_1_and_its_code(officer):
    assert officer("call", "Z001") == (1, "", "refused (not_found): not_found\n")
    code, out, _ = officer("--json", "recall")
    assert (code, json.loads(out)["code"]) == (1, "illegal_transition")


def test_another_officers_counter_is_refused(officer, hall):
    hall.room.seat(3, OTHER)

    assert officer("sit") == (1, "", "refused (counter_taken): counter_taken\n")


def test_a_verb_for_nobody_is_refused_before_it_is_sent(officer, hall):
    hall.room.handle("A012", "completions", {})

    assert officer("recall") == (1, "", "refused (nobody_in_hand): nobody is at the counter\n")
    assert hall.commands() == []


@pytest.mark.parametrize(
    "typed",
    [
        ["dance"],
        ["call"],
        ["transfer"],
        ["transfer", "--service", "B", "--counter", "5"],
        ["grant", "A001"],
    ],
)
def test_what_is_no_verb_ends_with_2(officer, hall, typed):
    code, out, err = officer(*typed)

    assert (code, out, hall.asked) == (2, "", [])
    assert "counter-client: " in err


def test_without_a_token_it_ends_with_2(url, capsys, monkeypatch):
    monkeypatch.delenv("LUNHOU_TOKEN", raising=False)

    code = main(["--server", url, "--hall", "guangdong", "--counter", "3", "next"])

    assert (code, "LUNHOU_TOKEN" in capsys.readouterr().err) == (2, True)


def test_the_token_may_come_from_the_environment(url, hall, capsys, monkeypatch):
    monkeypatch.setenv("LUNHOU_TOKEN", hall.room.token)

    assert main(["--server", url, "--hall", "guangdong", "--counter", "3", "status"]) == 0


def test_a_server_that_is_away_ends_with_3(hall, token_file, capsys, monkeypatch):
    monkeypatch.setattr("counter_client.cli.PATIENCE", patience(total_s=0.3))
    with hall.running() as gone:
        pass

    at = [
        "--server",
        gone,
        "--hall",
        "guangdong",
        "--counter",
        "3",
        "--token-file",
        str(token_file),
    ]
    code = main([*at, "--language", "en", "next"])

    assert (code, capsys.readouterr().err) == (
        3,
        f"the server {gone} cannot be reached; try again later\n",
    )


def test_help_is_called_from_the_console_and_the_list_is_shown_without_a_code(
    url, hall, token_file, capsys
):
    at = ["--server", url, "--hall", hall.room.code, "--counter", "3", "--language", "zh-CN"]
    at += ["--token-file", str(token_file), "say"]

    codes = main([*at, "security"]), main(at)

    said = capsys.readouterr().out.splitlines()
    assert (codes, said[0]) == ((0, 0), "完成")
    assert said[1] == "duty_leader     请值班领导到…号窗口"
    assert hall.commands() == [("/spoken-notices", {"code": "security", "counter": 3})]


def test_the_console_takes_one_letter_a_verb(url, hall, token_file):
    typed = "n\ns\nt --service c\nr\ndance\n? \nc A014\nq\nn\n"

    done = subprocess.run(
        program(url, token_file, "console"),
        input=typed,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )

    assert (done.returncode, [path for path, _ in hall.commands()]) == (
        0,
        [
            "/counters/3/calls",
            "/tickets/B046/starts",
            "/tickets/B046/transfers",
            "/counters/3/calls",
        ],
    )
    assert "refused (nobody_in_hand)" in done.stderr
    assert "not understood: " in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="stopped by a signal")
def test_watch_prints_what_happens_until_it_is_stopped(url, hall, token_file):
    watching = subprocess.Popen(
        program(url, token_file, "--json", "watch"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert [watching.stderr.readline() for _ in range(2)] == ["connecting\n", "connected\n"]
        with hall.lock:
            hall.room.call(3, {"number": "A014"})
            hall.publish()
        kinds = [json.loads(watching.stdout.readline())["kind"] for _ in range(2)]
        watching.send_signal(signal.SIGTERM)
        assert (kinds, watching.wait(20)) == (["service_completed", "ticket_called"], 0)
    finally:
        watching.kill()
        watching.communicate()


def test_every_verb_has_a_letter_of_its_own_and_a_word_in_each_language():
    letters = [verb.letter for verb in VERBS]

    assert (len(set(letters)), {"q", "?"} & set(letters)) == (len(letters), set())
    for language in PAGE_LANGUAGES:
        assert {f"verb.{verb.name}" for verb in VERBS} <= set(catalogue(language))


@pytest.mark.parametrize(
    ("setting", "language"),
    [
        ("zh_CN.UTF-8", "zh-CN"),
        ("zh_HK", "zh-Hant"),
        ("ko_KR.UTF-8", "ko"),
        ("ru_RU.UTF-8", "ru"),
        ("en_GB.UTF-8", "en"),
        ("C", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_the_machines(setting, language):
    assert environment_language({"LANG": setting}) == language


def program(url, token_file, *arguments):
    at = ["--server", url, "--hall", "guangdong", "--counter", "3", "--token-file", str(token_file)]
    return [sys.executable, "-m", "counter_client", *at, "--language", "en", *arguments]


def patience(**changes):
    from queue_server.protocol.client import Patience

    return Patience(**changes)
