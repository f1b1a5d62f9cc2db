"""The document of the interface: valid OpenAPI 3.1, whole, and true."""

import re

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.web.a_server import AT


@pytest.fixture
def document(hall):
    return hall.get("/openapi.json").json


def test_the_document_is_valid(document):
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_route_of_the_interface_is_in_it_and_no_other(hall, document):
    served = {
        (method.lower(), re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule))
        for rule in hall.server.flask.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/v1/")
    }
    aside = {"/api/v1/openapi.json", "/api/v1/healthz", "/api/v1/readyz", "/api/v1/metrics"}
    told = {(method, path) for path, verbs in document["paths"].items() for method in verbs}

    assert told - {each for each in told if each[1] in aside} == {
        each for each in served if each[1] not in aside
    }


def test_every_operation_says_in_a_sentence_what_it_does(document):
    silent = [
        (method, path)
        for path, verbs in document["paths"].items()
        for method, operation in verbs.items()
        if not operation.get("summary")
    ]

    assert silent == []


def test_every_operation_tells_of_refusals_and_of_who_may_call(document):
    silent = [
        (method, path)
        for path, verbs in document["paths"].items()
        for method, operation in verbs.items()
        if "default" not in operation["responses"] or "security" not in operation
    ]

    assert silent == []


def test_a_body_may_be_left_out_where_all_of_it_may_be(document):
    at = "/api/v1/halls/{hall}"
    asked = {
        path: document["paths"][f"{at}{path}"]["post"]["requestBody"]["required"]
        for path in ("/tickets", "/counters/{number}/calls", "/tickets/{number}/grants")
    }

    assert asked == {
        "/tickets": True,
        "/counters/{number}/calls": False,
        "/tickets/{number}/grants": True,
    }


def test_a_picture_is_told_as_one(document):
    answers = document["paths"]["/api/v1/tickets/{secret}/qr.svg"]["get"]["responses"]

    assert set(answers["200"]["content"]) == {"image/svg+xml"}


def schema_of(document, method, path, status):
    answer = document["paths"][path][method]["responses"][str(status)]
    return resolved(document, answer["content"]["application/json"]["schema"])


def resolved(document, schema):
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def unlike(document, schema, value, at="answer"):
    """Where a value has other names than its schema says, as far as the schema tells."""
    schema = resolved(document, schema)
    for each in schema.get("anyOf", []):
        if resolved(document, each).get("type") != "null" and value is not None:
            return unlike(document, each, value, at)
    if isinstance(value, list) and "items" in schema:
        return [x for one in value for x in unlike(document, schema["items"], one, f"{at}[]")]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    told, optional = set(schema["properties"]), set(schema["properties"]) - set(schema["required"])
    found = [f"{at}.{name} is not told" for name in value.keys() - told]
    if schema.get("additionalProperties") is True:
        found = []
    found += [f"{at}.{name} is missing" for name in told - optional - value.keys()]
    for name in value.keys() & told:
        found += unlike(document, schema["properties"][name], value[name], f"{at}.{name}")
    return sorted(set(found))


def test_the_answers_are_what_the_document_says(hall, document):
    mine = hall.take()
    hall.take()
    hall.sit()
    hall.call()
    at = "/api/v1/halls/{hall}"
    answers = {
        ("get", at, 200): hall.get(AT),
        ("get", f"{at}/board", 200): hall.get(f"{AT}/board"),
        ("get", f"{at}/counters/{{number}}", 200): hall.get(f"{AT}/counters/3", by="chen"),
        ("get", f"{at}/tickets", 200): hall.get(f"{AT}/tickets", by="chen"),
        ("get", f"{at}/tickets/{{number}}", 200): hall.get(f"{AT}/tickets/A001", by="chen"),
        ("post", f"{at}/tickets", 201): hall.post(f"{AT}/tickets", {"service": "A"}, by="kiosk"),
        ("get", "/api/v1/tickets/{secret}", 200): hall.get(f"/tickets/{mine['secret']}"),
        ("get", f"{at}/statistics", 200): hall.get(f"{AT}/statistics?by=day", by="boss"),
        ("get", f"{at}/devices", 200): hall.get(f"{AT}/devices", by="boss"),
        ("get", "/api/v1/devices/self/jobs", 200): hall.get("/devices/self/jobs", by="kiosk"),
        ("get", "/api/v1/sessions/current", 200): hall.get("/sessions/current", by="chen"),
        ("get", f"{at}/slots", 200): hall.get(f"{AT}/slots?service=A&date=2026-11-23"),
        ("put", f"{at}/counters/{{number}}/status", 200): hall.put(
            f"{AT}/counters/3/status", {"state": "paused"}, by="chen"
        ),
    }
    found = {
        place: unlike(document, schema_of(document, *place), answer.json)
        for place, answer in answers.items()
    }
    assert {place: each for place, each in found.items() if each} == {}


def test_the_page_to_try_it_is_served(hall):
    answer = hall.client.get("/api/docs")

    assert (answer.status_code, answer.mimetype) == (200, "text/html")
