"""Every code by which the server refuses has a sentence on the pages."""

import json

from queue_server.web.errors import OF_HTTP, STATUS
from tests.house.tree import ROOT

SHARED = ROOT / "queue_server/web/static/shared/locales/zh-CN.json"


def test_every_refusal_has_a_sentence_on_the_pages():
    texts = json.loads(SHARED.read_text(encoding="utf-8"))

    assert [code for code in {*STATUS, *OF_HTTP.values()} if f"error.{code}" not in texts] == []
