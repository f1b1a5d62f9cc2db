"""Whatever is asked of the interface, by whomever, is answered as its own document says."""

import pytest
from hypothesis import given, settings
from schemathesis import GenerationMode

from tests.fuzz.interface import (
    CALLERS,
    answer_to,
    can_be_wrong,
    known_of,
    operations_of,
    requests_for,
)
from tests.fuzz.often import often_and_seldom
from tests.storage.databases import sqlite_template  # noqa: F401 -- found by its name here
from tests.web.conftest import hall  # noqa: F401 -- found by its name here

PARTS = 4
"""So that the workers share the operations."""


@pytest.mark.parametrize("part", range(PARTS))
@often_and_seldom(often=40, seldom=2)
def test_every_answer_is_as_the_document_says(hall, how, part):  # noqa: F811 -- the fixture above
    known = known_of(hall)
    for operation in operations_of(hall)[part::PARTS]:
        for mode in GenerationMode:
            if mode is GenerationMode.POSITIVE or can_be_wrong(operation):
                ask(requests_for(operation, mode, known), how)


def ask(requests, how):
    @settings(how)
    @given(requests)
    def ask_as_everyone(request):
        for by in CALLERS:
            answer_to(request, by)

    ask_as_everyone()
