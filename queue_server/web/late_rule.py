"""A route whose way back, from names to an address, is compiled when it is first asked for."""

from collections.abc import Callable
from functools import cache

from werkzeug.routing import Rule

Built = tuple[str, str]
"""The host's part, and the path with its query, as werkzeug wants them."""


class LateRule(Rule):
    """Werkzeug compiles two functions for each route at once; of ours one route is ever asked for.

    For some 150 routes that was most of the time in which an application was made (docs/decisions/0037).
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., Built]:  # noqa: FBT001, FBT002 -- werkzeug's own
        at_once = super()._compile_builder

        @cache
        def builder() -> Callable[..., Built]:
            return at_once(append_unknown)

        def late(rule: Rule, **values: object) -> Built:
            return builder()(rule, **values)

        return late
