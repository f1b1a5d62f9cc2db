"""After days that the machine made, any single change behind the record's back is found."""

import pytest
from hypothesis import settings
from hypothesis.stateful import initialize, run_state_machine_as_test

from tests.model.deeds import WHO_SITS_THERE
from tests.model.machine import WholeDays
from tests.model.program import Program
from tests.model.tampering import COLUMNS, TABLES, changed, missing, telling
from tests.model.test_whole_days import BRIEF


class Tampered(WholeDays):
    """Before the night somebody changes what he can get at, one thing at a time."""

    changed_so_far: set
    removed_so_far: set

    @initialize()
    def morning(self):
        """Of everything a little, so that each table has a row; then whatever comes."""
        self.begin(start_on_call=False, pre_call=2)
        self.passes(5 * 60)
        self.does("turn")
        self._people_come([("A", "elderly"), ("B", "normal")])
        self._book_soon(0)
        self._come_by_appointment(0)
        self._press_the_button(1, WHO_SITS_THERE)
        self._start(0, WHO_SITS_THERE)
        self._handle("complete", 0, WHO_SITS_THERE)
        self._rate(0, 4)
        self._press_the_button(1, WHO_SITS_THERE)
        self._transfer(0, WHO_SITS_THERE, service="B")
        self._press_the_button(1, WHO_SITS_THERE)
        self._start(0, WHO_SITS_THERE)
        self._handle("send_for_papers", 0, WHO_SITS_THERE)
        self._hang_notices()

    def teardown(self):
        if self.is_sound:
            self.flush()
            for table in TABLES.values():
                rows = telling(self.program.office, table)
                self._change_one(table, rows)
                self._remove_one(table, rows)
        super().teardown()

    def _change_one(self, table, rows):
        for place, column in enumerate(table.columns.keys() if rows else ()):
            if (table.name, column) in COLUMNS:
                with changed(self.program.office, table, rows[place % len(rows)], column):
                    self._is_found(table.name, column)
                self.changed_so_far.add((table.name, column))

    def _remove_one(self, table, rows):
        for row in rows if table.name == "event" else rows[-1:]:
            with missing(self.program.office, table, row):
                self._is_found(table.name, row)
            self.removed_so_far.add(table.name)

    def _is_found(self, *what):
        code, said = self.program.office.verified()
        assert code == 1, what
        assert not said[-1].startswith("guangdong: verified"), what


@pytest.fixture
def program(sqlite_database):
    made = Program(sqlite_database)
    yield made
    made.close()


def test_a_change_of_any_column_and_a_missing_row_of_any_table_are_found(program):
    Tampered.changed_so_far, Tampered.removed_so_far = set(), set()
    some = settings(BRIEF, max_examples=3, stateful_step_count=25)
    run_state_machine_as_test(lambda: Tampered(program), settings=some)

    assert COLUMNS - Tampered.changed_so_far == set()
    assert set(TABLES) - Tampered.removed_so_far == set()
