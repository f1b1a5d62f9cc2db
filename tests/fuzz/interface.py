"""The interface as schemathesis sees it: its operations, requests for them, what holds of answers."""

import schemathesis
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks

from queue_server.web.errors import OF_HTTP, STATUS
from tests.web.a_server import API, AT, a_token

CALLERS = (None, "kiosk", "chen", "desk", "boss", "auditor", "root", "zhao")
"""Nobody, a kiosk, an officer, the desk, a manager, an auditor, the administrator, one from another hall."""
CODES = STATUS | {code: status for status, code in OF_HTTP.items() if status != 400}
MAY_FAIL = {"busy", "storage_unavailable"}
CONFIG = {"generation": {"with-security-parameters": False}, "seed": 0}
"""Who asks, the tests say; what is made up for it need not change from run to run."""
LAST = "DELETE /api/v1/sessions/current"
"""Afterwards nobody is known any more."""
OF_PHONES = [
    (f"{API}/tickets/{{secret}}/check-ins", "code"),
    (f"{API}/halls/{{hall}}/online-tickets", "code"),
    (f"{API}/halls/{{hall}}/online-tickets", "device"),
]
"""The hall's six digits and a phone's own chance number: neither is an appointment's code or a device."""
HOLD = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


def operations_of(hall):
    """Every operation of the document, which here knows no more names than it says."""
    document = hall.get("/openapi.json").json
    for schema in document["components"]["schemas"].values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    loaded = schemathesis.openapi.from_dict(document, config=SchemathesisConfig.from_dict(CONFIG))
    loaded.app = hall.server.flask
    found = [each.ok() for each in loaded.get_all_operations()]
    return sorted(found, key=lambda each: each.label == LAST)


def can_be_wrong(operation):
    """Whether a request for it can be against the document: any text is an address."""
    asked = operation.definition.raw
    numbers = [each["schema"].get("type") != "string" for each in asked.get("parameters", [])]
    named = [each["in"] != "path" for each in asked.get("parameters", [])]
    return "requestBody" in asked or any(numbers) or any(named)


def requests_for(operation, mode, known):
    """Requests by the document or against it, most of them about what is there."""
    return _requests(operation.as_strategy(generation_mode=mode), mode, known)


@st.composite
def _requests(draw, cases, mode, known):
    case = draw(cases)
    if mode is GenerationMode.NEGATIVE:  # a wrong number of a counter stays wrong
        known = {name: values for name, values in known.items() if isinstance(name, str)}
        known["number"] = [] if "/counters/" in case.path else known["number"]
    case.path_parameters = _about(draw, case.path_parameters, known, case.path)
    if mode is GenerationMode.POSITIVE:
        case.query = _about(draw, case.query, known, case.path)
        if isinstance(case.body, dict):
            case.body = _about(draw, case.body, known, case.path)
    return case


def _about(draw, values, known, path):
    """The values, some of them replaced by such as the hall knows."""
    found = dict(values or {})
    for name in found:
        choices = known.get((path, name), known.get(name))
        if choices and draw(st.integers(0, 7)) < 7:
            found[name] = draw(st.sampled_from(choices))
    return found


def answer_to(case, by):
    """What the server says; AssertionError or schemathesis' failures where it breaks the contract."""
    headers = {} if by is None else {"Authorization": f"Bearer {a_token(by)}"}
    answer = case.call(headers=headers)
    assert answer.status_code < 500 or answer.json()["code"] in MAY_FAIL, answer.text
    if answer.status_code >= 400:
        check_refusal(answer.status_code, answer.headers["content-type"][0], answer.json())
    case.validate_response(answer, checks=[*HOLD, checks.negative_data_rejection])
    if case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE:
        assert not is_about_form(answer), f"the document allows it: {answer.text}"
    return answer


def check_refusal(status, content_type, body):
    """A refusal has the contract's body, with a code that is documented for its status."""
    assert content_type == "application/json"
    assert set(body) == {"code", "message", "details"}
    assert CODES.get(body["code"]) == status, body
    assert body["message"]
    assert isinstance(body["details"], dict)


def is_about_form(answer):
    """Whether a request was refused for its form alone, whatever the hall is and does."""
    if answer.status_code != 422:
        return False
    refusal = answer.json()
    return refusal["code"] == "unknown_field" or "problem" in refusal["details"]


def known_of(hall):
    """A hall in the middle of a morning: the names, numbers and secrets that mean something in it."""
    tickets = [hall.take(service) for service in "AABBAB"]
    hall.sit(3, "chen")
    hall.sit(1, "boss")
    hall.call(3, "chen")
    hall.do("starts", "A001")
    slot = {"service": "A", "starts_at": "2026-11-23T02:00:00Z"}
    codes = [hall.post(f"{AT}/appointments", slot).json["code"] for _ in range(2)]
    jobs = [each["id"] for each in hall.get("/devices/self/jobs", by="kiosk").json["jobs"]]
    counters = f"{API}/halls/{{hall}}/counters/{{number}}"
    of_counters = [("", [1, 2, 3]), ("/calls", [1, 3]), ("/sessions", [1, 2, 3])]
    of_counters += [("/status", [1, 3]), ("/sessions/current", [1, 3])]
    return {
        "hall": ["guangdong"] * 4 + ["linkou"],
        "service": ["A", "B"],
        "class": ["normal", "elderly", "urgent"],
        "secret": [each["secret"] for each in tickets],
        "number": [each["number"] for each in tickets],
        **{(counters + end, "number"): numbers for end, numbers in of_counters},
        **{(path, name): [] for path, name in OF_PHONES},
        "code": codes,
        "job": jobs,
        "device": ["guangdong-kiosk", "guangdong-display", "guangdong-pending"],
        "printer": ["guangdong-kiosk", None],
        "counter": [1, 2, 3, None],
        "starts_at": ["2026-11-23T02:30:00Z", "2026-11-24T09:00:00+08:00"],
        "date": ["2026-11-23", "2026-11-24"],
        "from": ["2026-11-22", "2026-11-23"],
        "to": ["2026-11-23"],
        "by": ["service,hour", "officer", "class,counter,day"],
        "by_s": [300, 600],
        "wait_s": [0],
        "username": ["chen"],
    }
