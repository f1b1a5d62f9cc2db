"""What the OpenAPI document says beyond the endpoints' own words: who may call, keys, refusals."""

import re
from typing import Any

from apiflask import APIFlask

from queue_server.web.access import Rule, rule_of
from queue_server.web.media_store import FORMATS

SCHEMES = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "The token of a device or a person. Pages use their session's cookie instead.",
    }
}
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[ -~]*$"},
    "description": "The same key with the same body is answered with the first answer again.",
}
REFUSED = {
    "description": "Refused: `code` is stable and for programs, `message` is for people.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/HTTPError"}}},
}
TABLE = {"text/csv": {"schema": {"type": "string"}}}
TABLES = frozenset({"day_reports.list_grants"})
"""What can be had as a table, too."""
CONVERTER = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
WHOLE_NUMBER = re.compile(r"<int\(max=(\d+)\):(\w+)>")


def describe(app: APIFlask) -> None:
    """Complete the document whenever it is made."""

    @app.spec_processor
    def complete(document: Any) -> Any:
        document["components"]["securitySchemes"] = SCHEMES
        document["tags"] = list({tag["name"]: tag for tag in document["tags"]}.values())
        for rule in app.url_map.iter_rules():
            path = document["paths"].get(CONVERTER.sub(r"{\1}", rule.rule), {})
            access = rule_of(app, rule.endpoint) or Rule()
            for method in path.keys() & {each.lower() for each in rule.methods or ()}:
                _complete(path[method], method, access)
                if rule.endpoint in TABLES:
                    path[method]["responses"]["200"]["content"] |= TABLE
                if rule.endpoint == "media.add_medium" and method == "post":
                    path[method]["requestBody"] = _file()
                _number_the_path(path[method], rule.rule)
                _require_the_body(path[method], document["components"]["schemas"])
        return document


def _complete(operation: dict[str, Any], method: str, access: Rule) -> None:
    operation["responses"]["default"] = REFUSED
    operation["security"] = [{"bearer": []}] if access.roles else []
    if access.roles:
        operation["description"] = f"For: {', '.join(access.roles)}."
    if method == "post":
        operation["parameters"] = [*operation.get("parameters", []), KEY]


def _number_the_path(operation: dict[str, Any], address: str) -> None:
    """APIFlask calls a part of the path a text when its converter has arguments."""
    largest = {name: int(number) for number, name in WHOLE_NUMBER.findall(address)}
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path" and parameter["name"] in largest:
            most = largest[parameter["name"]]
            parameter["schema"] = {"type": "integer", "minimum": 0, "maximum": most}


def _file() -> dict[str, Any]:
    """A body that is a file."""
    return {"required": True, "content": {content_type: {} for content_type in FORMATS}}


def _require_the_body(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """A body may be left out where all of it may be."""
    body = operation.get("requestBody")
    if body and "application/json" in body["content"]:
        name = body["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
        asked = schemas[name]
        # Where one of several must be said, something must be.
        body["required"] = bool(asked.get("required") or asked.get("oneOf"))
