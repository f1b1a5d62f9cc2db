"""A webhook for SMS, WeChat or whatever else a hall has: signed JSON to one address of the settings.

``X-Lunhou-Signature`` is ``sha256=`` and the HMAC, with the shared secret, of timestamp, dot and body.
A message may come twice: its ``id`` is the same.
"""

import hmac
import re
import time
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlsplit

import orjson

from queue_server.messaging.http import post
from queue_server.messaging.messengers import Outside
from queue_server.use_cases.messages import Message, Subscription

CHANNEL = "webhook"
TO = re.compile(r"[!-~]{1,128}")
TELEPHONE = re.compile(r"\+?[0-9]{5,15}")
"""As E.164 has it; the page leaves out spaces and strokes."""
NEVER_GONE: frozenset[int] = frozenset()
"""The address is the hall's own: a 404 is a mistake there, and may be mended."""


class Webhook:
    """Implements ``messages.Messenger``."""

    channel = CHANNEL

    def __init__(
        self,
        url: str,
        secret: str,
        *,
        asks: str = "none",
        clock: Callable[[], float] = time.time,
    ) -> None:
        """``asks`` is what the phone page asks for: ``telephone`` or ``none``."""
        self._url, self._secret, self._clock = url, secret.encode(), clock
        self._asks = asks

    def accepts(self, address: dict[str, str]) -> bool:
        """``{"to"}``: a telephone number, or what the receiver gave its user."""
        form = TELEPHONE if self._asks == "telephone" else TO
        return address.keys() == {"to"} and form.fullmatch(address["to"]) is not None

    def public(self) -> dict[str, str]:
        """What the page is to ask for: ``asks``."""
        return {"asks": self._asks}

    def deliver(self, message: Message, to: Subscription, text: str) -> None:
        """Post it."""
        about = {"id": message.id, "topic": message.topic.value, "hall": message.hall}
        said = {**about, **message.facts, "language": to.language, "text": text, **to.address}
        body = orjson.dumps(said)
        stamp = str(int(self._clock()))
        headers = {
            "Content-Type": "application/json",
            "X-Lunhou-Id": message.id,
            "X-Lunhou-Timestamp": stamp,
            "X-Lunhou-Signature": f"sha256={signature(self._secret, stamp, body)}",
        }
        post(self._url, body, headers, gone=NEVER_GONE)


def signature(secret: bytes, stamp: str, body: bytes) -> str:
    """What the receiver compares."""
    return hmac.new(secret, stamp.encode() + b"." + body, sha256).hexdigest()


def open_messenger(outside: Outside) -> Webhook:
    """By the settings ``webhook_url`` and ``webhook_secret``; ValueError without them."""
    settings = outside.settings
    if urlsplit(settings.webhook_url).scheme not in {"http", "https"}:
        raise ValueError("webhook_url must be an http(s) address")
    if not settings.webhook_secret:
        raise ValueError("webhook_secret is missing: the receiver knows us by it")
    return Webhook(settings.webhook_url, settings.webhook_secret, asks=settings.webhook_asks)
