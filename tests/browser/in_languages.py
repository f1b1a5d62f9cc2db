"""In which languages a page is looked at: some in each run, the others in the long one."""

from collections.abc import Sequence

import pytest

from tests.long_run import long_run


def in_languages(*each_time: str, long: Sequence[str] = ()) -> pytest.MarkDecorator:
    """A test for each; those of `long` only where `make chaos` runs it."""
    return pytest.mark.parametrize("language", [*each_time, *long_run(*long)])


widest = in_languages("zh-CN", "ru", long=["zh-Hant", "en", "ko"])
"""The shortest words, and the longest; what fits both nearly always fits all."""
