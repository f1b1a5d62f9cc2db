"""Reads bodies and queries into pydantic models, straight from the bytes."""

from typing import Any

from apiflask.schema_adapters import registry
from apiflask.schema_adapters.pydantic import PydanticAdapter
from flask import Request
from pydantic import BaseModel, ValidationError

from queue_server.web.errors import Faulty


class StrictAdapter(PydanticAdapter):
    """APIFlask's pydantic adapter, with our refusals and without parsing JSON twice.

    A missing body is an empty one: a press needs no words.
    """

    def validate_input(self, request: Request, location: str, **_: Any) -> BaseModel:
        """The model of a JSON body or a query; Faulty names the first fault."""
        model: type[BaseModel] = self.model_class
        try:
            if location == "json":
                return model.model_validate_json(request.get_data() or b"{}", strict=True)
            return model.model_validate(request.args.to_dict())
        except ValidationError as error:
            raise Faulty(error) from None


def read_bodies_strictly() -> None:
    """Make APIFlask use it for every endpoint declared afterwards."""
    registry.register("pydantic", StrictAdapter)
