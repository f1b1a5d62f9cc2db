"""The model and the program side by side: each command goes to both, and what follows is compared."""

from contextlib import contextmanager

from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.model.figures import expected_figures, seen_figures
from tests.model.line import Refused
from tests.model.overtaking import overtaken_past_the_bound
from tests.model.plan import COUNTERS, DAY, SECOND
from tests.model.tables import accounted, expected, kept, read
from tests.model.undo import ModelWithUndo


class SideBySide(RuleBasedStateMachine):
    """Made anew for each run, over one program."""

    def __init__(self, program):
        super().__init__()
        self.program = program
        self.sent, self.gathered, self.room, self.seen = [], [], 1, 0
        self.is_sound = False
        """Nothing has failed yet: what follows can be examined."""

    def begin(self, **rules):
        self.program.begin(**rules)
        self.model = ModelWithUndo(**rules)
        self.is_sound = True

    # -- what always holds -----------------------------------------------------------------------

    @invariant()
    def all_is_well(self):
        """The tables, how many are where, and whom each counter would call next."""
        with self.examining() as office:
            if office is None:
                return
            rows = read(office)
            _same(kept(rows), expected(self.model))
            issued, where = accounted(rows)
            _same({"issued": issued}, {"issued": sum(where.values())})
            firsts = {counter: self.model.next_for(counter) for counter in COUNTERS}
            ids = {counter: first and first.id for counter, first in firsts.items()}
            _same(self.program.next_at(self.model.now), ids)

    def teardown(self):
        if self.is_sound:
            self.flush()
            self.passes(DAY // SECOND)
            self.does("turn")
            self.ends()

    def verify(self):
        """``queue-server verify`` has nothing to say but how much it read."""
        with self.examining() as office:
            if office is not None:
                _same(_numbered(office.verified()), _numbered((0, [_summary(self.model)])))

    def ends(self):
        """The night has ended what was left: the record, the tables, the statistics, the bound."""
        self.verify()
        with self.examining() as office:
            record = office.record()
            assert record == office.heard.recorded
            assert [each for each in self.model.living() if each.day < self.model.today] == []
            _same(kept(read(office)), expected(self.model))
            _same(seen_figures(self.program.figures()), expected_figures(self.model.tickets))
            _same({"overtaken": overtaken_past_the_bound(record)}, {"overtaken": []})

    @contextmanager
    def examining(self):
        """The program's hall, unless commands are still being gathered or something has failed."""
        if self.gathered or not self.is_sound:
            yield None
            return
        self.is_sound = False
        yield self.program.office
        self.is_sound = True

    # -- doing ---------------------------------------------------------------------------------

    def does(self, verb, **facts):
        """A command with a key of its own."""
        key = f"key-{len(self.sent)}"
        try:
            said = (201, self.model.carry_out(verb, facts))
        except Refused as refused:
            said = (409, str(refused))
        self.sent.append((key, verb, facts, said))
        self.asks(key, verb, facts, (*said, False))

    def asks(self, key, verb, facts, answer):
        self.gathered.append(((key, verb, facts), answer))
        if len(self.gathered) >= self.room:
            self.flush()

    def flush(self):
        """Send what was gathered; compare the answers, and the events."""
        gathered, self.gathered, self.room = self.gathered, [], 1
        if not gathered:
            return
        self.is_sound = False
        commands = [command for command, _ in gathered]
        answers = self.program.answers(commands, self.model.now)
        _same(_numbered(answers), _numbered(said for _, said in gathered))
        events = self.program.events_after(self.seen)
        first, self.seen = self.seen + 1, self.seen + len(events)
        happened = {sequence: (event.kind, event.actor, event.ticket) for sequence, event in events}
        _same(happened, dict(enumerate(self.model.record[first - 1 :], start=first)))
        self.is_sound = True

    def passes(self, seconds):
        """Time goes on, but not between commands that come at once."""
        if not self.gathered:
            self.model.now += seconds * SECOND


def _same(is_now, must_be):
    """Equality; of nested dicts, what differs is named."""
    assert is_now == must_be, "\n".join(_differences(is_now, must_be))


def _differences(is_now, must_be, path=""):
    if not (isinstance(is_now, dict) and isinstance(must_be, dict)):
        yield f"{path}: is {is_now!r}, must be {must_be!r}"
        return
    for key in is_now.keys() | must_be.keys():
        if is_now.get(key) != must_be.get(key):
            yield from _differences(is_now.get(key), must_be.get(key), f"{path} {key}")


def _numbered(answers):
    return dict(enumerate(answers))


def _summary(model):
    return f"guangdong: verified, {len(model.record)} events, {len(model.tickets)} tickets"
