"""How much of a whole sentence was heard: of its sounds, in order, those that the recogniser wrote."""

import re
from collections.abc import Callable, Sequence

Read = Callable[[str], list[str]]
"""The syllables of Chinese characters, without tones."""
CHINESE = {"zh-CN", "yue"}
ALIKE = str.maketrans({"ё": "е"})


def share_heard(said: str, written: str, *, language: str, read: Read) -> float:
    """From 1, every sound and none besides, to 0.

    Chinese is compared by syllables, English by words; Korean by its characters and Russian by letters, since
    the recogniser puts blanks where nobody hears them.
    """
    wanted = _sounds(said, language, read)
    wrong = _changes(wanted, _sounds(written, language, read))
    return max(0.0, 1 - wrong / len(wanted))


def _sounds(text: str, language: str, read: Read) -> list[str]:
    if language in CHINESE:
        return read("".join(re.findall(r"[\u4e00-\u9fff]", text)))
    return re.findall(r"\w+" if language == "en" else r"\w", text.lower().translate(ALIKE))


def _changes(wanted: Sequence[str], found: Sequence[str]) -> int:
    """How many sounds must be put in, left out or exchanged (Levenshtein)."""
    row = list(range(len(found) + 1))
    for place, sound in enumerate(wanted, start=1):
        before, row[0] = row[0], place
        for other, heard in enumerate(found, start=1):
            before, row[other] = (
                row[other],
                min(row[other] + 1, row[other - 1] + 1, before + (sound != heard)),
            )
    return row[-1]
