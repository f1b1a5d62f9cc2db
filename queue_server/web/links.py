"""The citizen's address of a ticket: what the QR on the paper shows."""

from queue_server.web.access import services


def link_to(secret: str) -> str:
    """The phone page of a ticket's secret."""
    return f"{services().public_url()}/t/{secret}"
