"""The console: one letter a verb, until the officer quits."""

import argparse
import shlex
from collections.abc import Callable, Iterable

from counter_client.desk import Desk
from counter_client.verbs import BY_LETTER, VERBS, UsageError, VerbParser, add_verbs
from counter_client.words import Words

QUIT = frozenset({"q", "quit", "exit"})
HELP = frozenset({"?", "help"})


class Console:
    """Reads lines and carries out the verb of each; a refusal is said and the console goes on.

    `run_verb(name, options)` carries out and shows; `tell` prints a line for people.
    """

    def __init__(
        self,
        desk: Desk,
        words: Words,
        *,
        run_verb: Callable[[argparse.Namespace], int],
        tell: Callable[[str], None],
    ) -> None:
        self._desk = desk
        self._words = words
        self._run_verb = run_verb
        self._tell = tell
        self._parser = VerbParser(prog="", add_help=False)
        add_verbs(self._parser.add_subparsers(dest="verb", required=True, parser_class=VerbParser))

    def run(self, lines: Iterable[str]) -> int:
        """Until the lines end or one says quit; returns the exit code of the last verb."""
        code = 0
        self._tell(self._words.say("console.hello", number=self._desk.at.counter))
        for line in lines:
            typed = line.split()
            if typed and typed[0].lower() in QUIT:
                break
            if typed:
                code = self._obey(line)
        return code

    def _obey(self, line: str) -> int:
        try:
            first, *rest = shlex.split(line)
            if first.lower() in HELP:
                return self._help()
            verb = BY_LETTER.get(first.lower())
            return self._run_verb(self._parser.parse_args([verb.name if verb else first, *rest]))
        except (UsageError, ValueError) as error:
            self._tell(self._words.say("usage", why=error))
            return 2

    def _help(self) -> int:
        for verb in VERBS:
            self._tell(f"  {verb.letter}  {self._words.say(f'verb.{verb.name}')}")
        self._tell(f"  q  {self._words.say('console.quit')}")
        return 0
