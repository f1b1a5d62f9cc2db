"""How often to try: the same few examples in every run, and many new ones where there is time."""

import pytest
from hypothesis import HealthCheck, settings


def often_and_seldom(*, often, seldom):
    """Gives a test ``how``, the settings of hypothesis: once for every run, once for ``make chaos``."""
    rest = settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    few = settings(rest, max_examples=seldom, derandomize=True)
    many = settings(rest, max_examples=often, print_blob=True)
    return pytest.mark.parametrize(
        "how", [pytest.param(few, id="few"), pytest.param(many, id="many", marks=pytest.mark.chaos)]
    )
