"""What the OpenAPI document says beyond the endpoints' own words: who may call, keys, refusals."""

import re
from typing import Any

from apiflask import APIFlask

from queue_server.web.access import Rule, rule_of

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
    "schema": {"type": "string", "minLength": 1, "maxLength": 64},
    "description": "The same key with the same body is answered with the first answer again.",
}
REFUSED = {
    "description": "Refused: `code` is stable and for programs, `message` is for people.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/HTTPError"}}},
}
CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


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
        return document


def _complete(operation: dict[str, Any], method: str, access: Rule) -> None:
    operation["responses"]["default"] = REFUSED
    operation["security"] = [{"bearer": []}] if access.roles else []
    if access.roles:
        operation["description"] = f"For: {', '.join(access.roles)}."
    if method == "post":
        operation["parameters"] = [*operation.get("parameters", []), KEY]
