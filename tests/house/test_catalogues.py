"""Every language says everything.

Catalogues are `locales/<language>.json`, flat, Chinese first; `key#one` is the form for a plural category.
"""

import json
import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, own_files, own_texts

LANGUAGES = ("en",)
CHINESE = [path for path in own_files() if path.parts[-2:] == ("locales", "zh-CN.json")]
SHARED = Path("queue_server/web/static/shared/locales")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
# t("key", …) in the pages' modules; a key made at run time ends in a dot: t(`error.${code}`)
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
