"""The command line: `counter-client --server URL --hall HALL --counter N VERB`, and the keypad's agent.

Exit codes: 0 done, 1 refused (the code is printed), 2 used wrongly, 3 the server is away; those of the
agent are in ``cli_keypad``.
"""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from counter_client.cli_keypad import add_keypad, run_keypad
from counter_client.console import Console
from counter_client.desk import Desk, NobodyCalls, NobodyInHand
from counter_client.show import event_line, lines_of, utc_now
from counter_client.token import TOKEN, read_token
from counter_client.verbs import UsageError, VerbParser, add_verbs
from counter_client.watch import watch
from counter_client.words import Words, environment_language
from queue_server.protocol import Client, Refusal, Unreachable
from queue_server.protocol.client import Patience
from queue_server.protocol.languages import PAGE_LANGUAGES
from queue_server.protocol.live import LiveState

OK, REFUSED, USAGE, AWAY = 0, 1, 2, 3
PATIENCE = Patience(total_s=8)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
        language = options.language or environment_language()
        if options.verb == "keypad":
            return run_keypad(options, language=language)
        _require_place(options)
        return Program(options, language=language).run()
    except UsageError as error:
        print(f"{parser.format_usage()}counter-client: {error}", file=sys.stderr)
    except (OSError, ValueError) as error:
        print(f"counter-client: {error}", file=sys.stderr)
    return USAGE


class Program:
    """One run: a verb, the live events, or the console."""

    def __init__(self, options: argparse.Namespace, *, language: str) -> None:
        self._options = options
        self._words = Words(language)
        self._token = read_token(options.token_file)
        client = Client(options.server, self._token, language=language, patience=PATIENCE)
        self._desk = Desk(client, hall=options.hall, counter=options.counter)

    def run(self) -> int:
        """Returns the exit code."""
        if self._options.verb == "watch":
            return self._watch()
        if self._options.verb == "console":
            return Console(self._desk, self._words, run_verb=self.do, tell=print).run(
                _typed_lines()
            )
        return self.do(self._options)

    def do(self, options: argparse.Namespace) -> int:
        """Carry out one verb and show the answer."""
        try:
            answer = options.do(self._desk, options)
        except Refusal as refusal:
            return self._refused(refusal.code, refusal.message, dict(refusal.details))
        except (NobodyCalls, NobodyInHand) as nobody:
            return self._refused(nobody.code, self._words.say(nobody.code), {})
        except Unreachable as away:
            return self._away(str(away))
        if self._options.json:
            print(json.dumps(answer, ensure_ascii=False))
        else:
            print(*lines_of(options.verb, answer, self._words, utc_now()), sep="\n")
        return OK

    def _refused(self, code: str, message: str, details: dict[str, Any]) -> int:
        if self._options.json:
            refusal = {"code": code, "message": message, "details": details}
            print(json.dumps(refusal, ensure_ascii=False))
        else:
            print(self._words.say("refused", code=code, message=message), file=sys.stderr)
        return REFUSED

    def _away(self, reason: str) -> int:
        if self._options.json:
            print(json.dumps({"code": "network", "message": reason, "details": {}}))
        else:
            print(self._words.say("away", server=self._options.server), file=sys.stderr)
        return AWAY

    def _watch(self) -> int:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        options = self._options
        watch(
            options.server,
            options.hall,
            self._token,
            tell=self._tell_event,
            tell_state=self._tell_state,
            stop=stop,
        )
        return OK

    def _tell_event(self, event: Any) -> None:
        as_json = self._options.json
        line = json.dumps(event, ensure_ascii=False) if as_json else event_line(event, self._words)
        print(line, flush=True)

    def _tell_state(self, state: LiveState) -> None:
        print(self._words.name("live", state.value), file=sys.stderr, flush=True)


def _require_place(options: argparse.Namespace) -> None:
    """Where to; the agent alone may read it from its settings instead."""
    missing = [name for name in ("server", "hall", "counter") if getattr(options, name) is None]
    if missing:
        raise UsageError(f"say where: {', '.join(f'--{name}' for name in missing)}")


def _typed_lines() -> Iterator[str]:
    """What is typed, with a prompt where somebody types."""
    while True:
        try:
            yield input("> " if sys.stdin.isatty() else "")
        except (EOFError, KeyboardInterrupt):
            return


def _parser() -> VerbParser:
    parser = VerbParser(
        prog="counter-client",
        description="An officer's counter from the command line.",
        epilog="Exit codes: 0 done, 1 refused, 2 used wrongly, 3 the server is away.",
    )
    parser.add_argument("--server", metavar="URL", help="http://queue.example:8080")
    parser.add_argument("--hall", metavar="HALL")
    parser.add_argument("--counter", type=int, metavar="N")
    parser.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help=f"holds the officer's token; without it the variable {TOKEN} does",
    )
    parser.add_argument("--language", choices=PAGE_LANGUAGES, help="without it, the machine's")
    parser.add_argument("--json", action="store_true", help="answers as the server gave them")
    verbs = parser.add_subparsers(
        dest="verb", required=True, metavar="VERB", parser_class=VerbParser
    )
    add_verbs(verbs)
    verbs.add_parser("watch", help="print the hall's events as they happen")
    verbs.add_parser("console", help="one letter a verb; ? lists them")
    add_keypad(verbs.add_parser("keypad", help="be the agent of a key pad, or of hot-keys"))
    return parser
