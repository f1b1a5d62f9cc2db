"""Whatever is changed of a case behind the record's back is found: each column, each row, each word."""

from queue_server.storage.case_tables import case, case_contact, case_note
from tests.model.tampering import changed, missing
from tests.use_cases.test_cases import complaint, settle, undone

UNSAID = {("case", "code")}
"""A secret: the record does not tell it."""


def test_every_single_change_behind_the_record_is_found(sqlite_office):
    office = sqlite_office
    settle(office, undone(office, number=office.take().number, contact="555 0100"))
    complaint(office, office.take())

    found = {}
    for table in (case, case_note, case_contact):
        row = dict(office.rows(table.name)[0])
        with missing(office, table, row):
            found[table.name] = office.verified()[0]
        for column in row:
            with changed(office, table, row, column):
                found[table.name, column] = office.verified()[0]

    assert {what for what, code in found.items() if code == 0} == UNSAID
    assert office.verified()[0] == 0
