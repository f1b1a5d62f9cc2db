"""Which number sounds most like what was written: for who knows that it is a letter and three digits.

A recogniser looks for words of its language and writes 起来四 for S, which a person who waits for a number
hears as no word at all. So the syllables that it wrote are compared with those of every number, and the
nearest by edits of their letters is what was heard.
"""

from collections.abc import Mapping, Sequence

Reading = tuple[int, str]
"""How many edits, and what was read with them."""


def nearest_number(
    sounds: str, *, letters: Mapping[str, str], digits: Sequence[str], length: int = 3
) -> str:
    """The letter and digits whose sounds come nearest; of equals the first."""
    named = {str(place): sound for place, sound in enumerate(digits)}
    best: dict[int, Reading] = {0: (0, "")}
    for words in (letters, *(named for _ in range(length))):
        best = _after(best, words, sounds)
    return best[len(sounds)][1]


def _after(
    best: Mapping[int, Reading], words: Mapping[str, str], sounds: str
) -> dict[int, Reading]:
    """The best readings up to each place, once one of the words was said after each of those before."""
    found: dict[int, Reading] = {}
    for start, (cost, read) in best.items():
        for name, word in words.items():
            for length, edits in enumerate(_edits(word, sounds[start:])):
                known = found.get(start + length)
                if known is None or cost + edits < known[0]:
                    found[start + length] = (cost + edits, read + name)
    return found


def _edits(word: str, sounds: str) -> list[int]:
    """Between a word and the first 0, 1, 2 … letters of the sounds (Levenshtein)."""
    row = list(range(len(sounds) + 1))
    for deleted, letter in enumerate(word, start=1):
        before, row = row, [deleted]
        for place, other in enumerate(sounds):
            row.append(
                min(before[place] + 2 * (letter != other), before[place + 1] + 1, row[-1] + 1)
            )
    return row
