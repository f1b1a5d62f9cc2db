"""Every code by which the server refuses has a sentence on the pages, and in the server's own answer."""

import json

import pytest

from queue_server.protocol.languages import PAGE_LANGUAGES
from queue_server.web.errors import OF_HTTP, STATUS
from tests.house.tree import ROOT

LOCALES = ROOT / "queue_server/web/static/shared/locales"


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_every_refusal_has_a_sentence_on_the_pages(language):
    texts = json.loads((LOCALES / f"{language}.json").read_text(encoding="utf-8"))

    assert [code for code in {*STATUS, *OF_HTTP.values()} if f"error.{code}" not in texts] == []
