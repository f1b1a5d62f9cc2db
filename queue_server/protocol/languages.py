"""The languages of pages, papers and sentences, and which of them suits a reader.

The pages decide the same in `static/shared/languages.js`; why so is in docs/decisions/0022-page-languages.md.
"""

import re
from collections.abc import Mapping, Sequence

PAGE_LANGUAGES = ("zh-CN", "zh-Hant", "en", "ko", "ru")
"""Every catalogue is complete in each of them."""
FIRST = "zh-CN"
"""Chinese first."""
FOREIGN = "en"
"""For those whose language is none of ours."""

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
_CHINESE = re.compile(r"(zh|yue)(-|$)")


def nearest(tag: str) -> str | None:
    """Our language for the reader of a BCP 47 tag or a locale; None where it is none of ours.

    >>> [nearest(tag) for tag in ("zh", "zh-HK", "zh_TW", "zh-Hans-HK", "yue", "ko-KR", "fr")]
    ['zh-CN', 'zh-Hant', 'zh-Hant', 'zh-CN', 'zh-Hant', 'ko', None]
    """
    base, *rest = re.split(r"[-_]", tag.lower())
    if base in {"zh", "yue"}:
        return "zh-Hant" if _is_traditional(base, rest) else FIRST
    return base if base in PAGE_LANGUAGES else None


def is_chinese(tag: str) -> bool:
    """Whether it is Chinese of any kind."""
    return _CHINESE.match(tag) is not None


def companion(languages: Sequence[str], first: str) -> str | None:
    """The language to stand under the first one; Chinese under Chinese helps nobody.

    >>> companion(["zh-CN", "zh-Hant", "en"], "zh-CN")
    'en'
    """
    return next(
        (
            each
            for each in languages
            if each != first and not (is_chinese(each) and is_chinese(first))
        ),
        None,
    )


def text_for(texts: Mapping[str, str], language: str) -> str:
    """One of a hall's own texts: in the language, else in what its reader would rather read, else any."""
    if is_chinese(language):
        traditional = () if language == FIRST else ("zh-Hant", "yue")
        chain: tuple[str, ...] = (language, *traditional, FIRST, FOREIGN)
    else:
        chain = (language, FOREIGN, FIRST)
    return next((texts[each] for each in chain if each in texts), next(iter(texts.values()), ""))


def _is_traditional(base: str, rest: Sequence[str]) -> bool:
    if "hans" in rest:
        return False
    return base == "yue" or not _TRADITIONAL.isdisjoint(rest)
