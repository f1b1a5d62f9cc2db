"""Passwords, by Argon2id with the library's recommended costs (RFC 9106, low memory)."""

import secrets
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2Passwords:
    """Implements ``services.Passwords``."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()

    @cached_property
    def nobody(self) -> str:
        """A hash that no password belongs to."""
        return self._hasher.hash(secrets.token_urlsafe(32))

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        return self._hasher.hash(password)

    def check(self, password: str, kept: str) -> bool:
        """Whether a password belongs to a hash."""
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False
