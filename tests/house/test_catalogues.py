"""Every language says everything.

Catalogues are `locales/<language>.json`, flat, Chinese first; `key#one` is the form for a plural category.
"""

import json
import re
from pathlib import Path

import pytest

from queue_server.protocol.languages import PAGE_LANGUAGES
from tests.house.tree import ROOT, own_files, own_texts

LANGUAGES = tuple(each for each in PAGE_LANGUAGES if each != "zh-CN")
# by language, the plural categories of whole numbers (CLDR); Chinese and Korean have none to tell apart
PLURALS = {"en": {"one"}, "ru": {"one", "few", "many"}}
CHINESE = [path for path in own_files() if path.parts[-2:] == ("locales", "zh-CN.json")]
SHARED = Path("queue_server/web/static/shared/locales")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
# t("key", …) in the pages' modules; a key made at run time ends in a dot: t(`error.${code}`)
UNCHANGING = re.compile(r"чел\.|мин\b|: \{count\}")
USED = re.compile(r"""\bt\(\s*["']([^"'$]+)["']""")
PREFIX = re.compile(r"\bt\(\s*`([^`$]+)\$\{")


def catalogue(path: Path) -> dict[str, str]:
    return json.loads((ROOT / path).read_text(encoding="utf-8"))


def placeholders(path: Path) -> dict[str, list[str]]:
    """By key, without the plural forms, whose number depends on the language."""
    return {
        key: sorted(set(PLACEHOLDER.findall(text)))
        for key, text in catalogue(path).items()
        if "#" not in key
    }


def speaks_for(module: Path, folder: Path) -> bool:
    """Whether the folder's catalogue is the nearest above the module."""
    folders = {path.parent.parent for path in CHINESE}
    return next((above for above in module.parents if above in folders), None) == folder


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chinese", CHINESE, ids=str)
def test_a_language_has_every_key_with_the_same_placeholders(chinese, language):
    assert placeholders(chinese.with_name(f"{language}.json")) == placeholders(chinese)


@pytest.mark.parametrize("path", [p for p in own_files() if "locales" in p.parts], ids=str)
def test_a_plural_form_belongs_to_a_key_and_fills_in_nothing_more(path):
    whole = placeholders(path)
    forms = {key: set(PLACEHOLDER.findall(text)) for key, text in catalogue(path).items()}

    assert [
        form
        for form, filled in forms.items()
        if "#" in form and not filled <= set(whole.get(form.partition("#")[0], ()))
    ] == []


@pytest.mark.parametrize("path", [p for p in own_files() if "locales" in p.parts], ids=str)
def test_a_text_with_a_plural_form_has_all_of_its_language(path):
    forms: dict[str, set[str]] = {}
    for key in catalogue(path):
        base, mark, category = key.partition("#")
        if mark:
            forms.setdefault(base, set()).add(category)

    assert {key: had for key, had in forms.items() if had != PLURALS.get(path.stem)} == {}


@pytest.mark.parametrize("chinese", CHINESE, ids=str)
def test_where_english_has_a_plural_russian_has_its_own(chinese):
    """Or does without the word that would change: `чел.`, `мин`, `талонов: 3`."""
    english = {
        key.partition("#")[0] for key in catalogue(chinese.with_name("en.json")) if "#" in key
    }
    russian = catalogue(chinese.with_name("ru.json"))

    assert [
        key
        for key in sorted(english)
        if f"{key}#few" not in russian and not UNCHANGING.search(russian[key])
    ] == []


@pytest.mark.parametrize("path", [p for p in own_files() if "locales" in p.parts], ids=str)
def test_no_text_is_empty_and_no_key_comes_twice(path):
    pairs = json.loads((ROOT / path).read_text(encoding="utf-8"), object_pairs_hook=list)
    keys = [key for key, _ in pairs]

    assert [key for key, text in pairs if not text.strip() or keys.count(key) > 1] == []


@pytest.mark.parametrize("folder", sorted({path.parent.parent for path in CHINESE}), ids=str)
def test_every_key_that_a_page_uses_exists(folder):
    own = folder / "locales/zh-CN.json"
    known = set(catalogue(own)) | set(catalogue(SHARED / "zh-CN.json"))
    modules = [text for path, text in own_texts(".js").items() if speaks_for(path, folder)]
    used = {key for text in modules for key in USED.findall(text)}
    prefixes = {prefix for text in modules for prefix in PREFIX.findall(text)}

    assert (
        sorted(used - known)
        + sorted(prefix for prefix in prefixes if not any(key.startswith(prefix) for key in known))
        == []
    )


def test_every_kind_of_clip_has_a_name_on_the_page_that_plays_them():
    kinds = {path.parent.name for path in (ROOT / "sounds").glob("*/*/*.mp3")}
    named = catalogue(Path("display_client/page/locales/zh-CN.json"))

    assert {key for key in named if key.startswith("voice.kind.")} == {
        f"voice.kind.{kind}" for kind in kinds
    }
