"""A phone that asked for pushes: its keys, and how it reads what comes."""

import json
import os

import http_ece
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from queue_server.messaging.web_push import base64url


class Phone:
    def __init__(self, endpoint):
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._secret = os.urandom(16)
        point = self._private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self.address = {
            "endpoint": endpoint,
            "p256dh": base64url(point),
            "auth": base64url(self._secret),
        }

    def read(self, body):
        """What the hall said; an error for what was not meant for this phone."""
        plain = http_ece.decrypt(
            body, private_key=self._private, auth_secret=self._secret, version="aes128gcm"
        )
        return json.loads(plain)
