"""The citizen's address of a ticket: what the QR on the paper shows."""

from collections.abc import Callable

from queue_server.web.access import services


def linker() -> Callable[[str], str]:
    """From a ticket's secret to its phone page; had in the request, used on any thread."""
    base = services().public_url()
    return lambda secret: f"{base}/t/{secret}"
