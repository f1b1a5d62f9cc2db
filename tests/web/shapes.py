"""What an answer is made of, without its values: for equality with the contract."""

import re

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
KINDS = {bool: "yes or no", int: "count", float: "number", type(None): None}


def shape(value):
    """The same structure with a word for each value: ``time``, ``day``, ``text``, ``count`` …"""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value]
    if isinstance(value, str):
        if TIME.fullmatch(value):
            return "time"
        return "day" if DAY.fullmatch(value) else "text"
    return KINDS[type(value)]


TEXTS = {"zh-CN": "text", "en": "text"}
WAIT = {"p10_s": "count", "p50_s": "count", "p90_s": "count"}
TICKET = {
    "id": "text",
    "hall": "text",
    "day": "day",
    "number": "text",
    "alias": None,
    "service": "text",
    "class": "text",
    "state": "text",
    "language": "text",
    "channel": "text",
    "party_size": "count",
    "issued_at": "time",
    "clock": "time",
    "promise_s": "count",
    "due_at": "time",
    "share": "number",
    "ahead": None,
    "forecast": None,
    "called_at": None,
    "started_at": None,
    "ended_at": None,
    "counter": None,
    "attempt": "count",
    "reason": None,
    "here": "yes or no",
    "here_until": None,
    "arrive_from": None,
    "arrive_by": None,
    "remind_at": None,
    "remark": None,
    "print": "text",
    "reserved_for": None,
    "route": None,
    "papers": None,
}
CALLED = {"called_at": "time", "counter": "count"}
FRESH = {"ahead": "count", "forecast": WAIT}
HOLDER = {"secret": "text", "link": "text"}
EVENT = {
    "hall": "text",
    "sequence": "count",
    "kind": "text",
    "at": "time",
    "number": "text",
    "counter": None,
    "actor": "text",
}
REFUSAL = {"code": "text", "message": "text", "details": {}}
