"""Cases that `make chaos` tries, while each plain run tries their like."""

from typing import Any

import pytest


def long_run(*cases: Any) -> list[Any]:
    """Parameters of a test for `make chaos` alone; a case of several values is a tuple."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.chaos)
        for case in cases
    ]
