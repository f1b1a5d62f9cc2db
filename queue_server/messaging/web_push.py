"""Web Push: a message that rings on a locked phone, read by nobody on its way.

Encrypted for the phone alone (RFC 8291 over RFC 8188, by ``http_ece``) and signed with the installation's
own key (VAPID, RFC 8292). A phone says itself where to push to, so this server speaks only to the push
services of its settings.
"""

import base64
import binascii
import os
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

import http_ece
import orjson
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from queue_server.messaging.http import post
from queue_server.messaging.messengers import Outside
from queue_server.use_cases.messages import Message, Subscription

CHANNEL = "web_push"
LIVES_S = 12 * 3_600
"""Of a signature; push services take at most a day."""
POINT_BYTES, SECRET_BYTES = 65, 16
LOCAL = frozenset({"127.0.0.1", "localhost"})
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the curve P-256: private keys are below it."""


class WebPush:
    """Implements ``messages.Messenger``."""

    channel = CHANNEL

    def __init__(
        self,
        key: bytes,
        *,
        hosts: Sequence[str],
        contact: Callable[[], str],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """``key`` is a secret of 32 bytes, of which the private key is made."""
        number = int.from_bytes(sha256(key).digest()) % (ORDER - 1) + 1
        self._private = ec.derive_private_key(number, ec.SECP256R1())
        self._public = base64url(_point(self._private.public_key()))
        self._hosts, self._contact, self._clock = hosts, contact, clock

    def accepts(self, address: dict[str, str]) -> bool:
        """``{"endpoint", "p256dh", "auth"}`` of a push service that this server may speak to."""
        if address.keys() != {"endpoint", "p256dh", "auth"}:
            return False
        try:
            key, secret = _bytes(address["p256dh"]), _bytes(address["auth"])
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
        except (ValueError, binascii.Error):
            return False
        sizes = (len(key), len(secret)) == (POINT_BYTES, SECRET_BYTES)
        return sizes and self._is_push_service(address["endpoint"])

    def public(self) -> dict[str, str]:
        """The key that the browser asks its push service with."""
        return {"key": self._public}

    def deliver(self, message: Message, to: Subscription, text: str) -> None:
        """Encrypt, sign, post."""
        said = {"id": message.id, "topic": message.topic.value, "text": text, **message.facts}
        body = http_ece.encrypt(
            orjson.dumps(said),
            salt=os.urandom(16),
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=_bytes(to.address["p256dh"]),
            auth_secret=_bytes(to.address["auth"]),
            version="aes128gcm",
        )
        endpoint = to.address["endpoint"]
        left = message.good_until - datetime.fromtimestamp(self._clock(), UTC)
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm",
            "TTL": str(max(0, round(left.total_seconds()))),
            "Urgency": "high",
            # What is not delivered yet of the same ticket is replaced: the newest word counts.
            "Topic": sha256(f"{message.hall}-{message.ticket}".encode()).hexdigest()[:32],
            "Authorization": f"vapid t={self._token(endpoint)}, k={self._public}",
        }
        post(endpoint, body, headers)

    def _is_push_service(self, endpoint: str) -> bool:
        try:
            url = urlsplit(endpoint)
            host = url.hostname or ""
        except ValueError:
            return False
        known = any(host == each or host.endswith(f".{each}") for each in self._hosts)
        return known and (url.scheme == "https" or (url.scheme == "http" and host in LOCAL))

    def _token(self, endpoint: str) -> str:
        url = urlsplit(endpoint)
        claims = {
            "aud": f"{url.scheme}://{url.netloc}",
            "exp": int(self._clock()) + LIVES_S,
            "sub": self._contact(),
        }
        parts = ({"typ": "JWT", "alg": "ES256"}, claims)
        signed = ".".join(base64url(orjson.dumps(each)) for each in parts)
        r, s = decode_dss_signature(self._private.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{signed}.{base64url(r.to_bytes(32) + s.to_bytes(32))}"


def base64url(raw: bytes) -> str:
    """As the web writes it: without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def open_messenger(outside: Outside) -> WebPush:
    """By the settings ``push_hosts`` and ``contact``."""
    settings = outside.settings
    hosts = [each.strip() for each in settings.push_hosts.split(",") if each.strip()]
    return WebPush(
        outside.push_key, hosts=hosts, contact=lambda: settings.contact or outside.public_url()
    )


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    form = serialization.PublicFormat.UncompressedPoint
    return key.public_bytes(serialization.Encoding.X962, form)
