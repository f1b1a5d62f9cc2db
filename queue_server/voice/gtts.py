"""Google's voices by gTTS (extra ``gtts``): only where an administrator asked for it by name.

Every number said for the first time goes to Google's servers; nothing else does. The package builds the
request; we send it ourselves, since gTTS 2.5.4 does not look at the server's certificate, and a stranger
on the line could put words into the hall's mouth.
"""

import base64
import binascii
import io
import os
import re
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import ClassVar

import requests

from queue_server.domain.announcement import Announcement
from queue_server.use_cases.breaker import CircuitBreaker
from queue_server.voice.failure import SpeechFailed
from queue_server.voice.words import Bank, Words

ENDPOINT = "https://translate.google.com/_/TranslateWebserverUi/data/batchexecute"
ENDPOINT_SETTING = "LUNHOU_GTTS_ENDPOINT"
"""For those who reach it by a way of their own, and for tests."""
TIMEOUT_S = 3.0
"""To connect, and between two pieces of the answer."""
LARGEST_ANSWER = 1024 * 1024
LANGUAGES = {"zh-CN": "zh-CN", "yue": "yue", "en": "en", "ko": "ko", "ru": "ru"}
NEEDED = ("gtts", "numpy", "soundfile")
_SOUND = re.compile(rb'jQ1olc","\[\\"(.*?)\\"]')


class Gtts:
    """Implements ``engines.Engine``."""

    name: ClassVar[str] = "gtts"
    recipe: ClassVar[str] = "1"
    suffix: ClassVar[str] = "mp3"

    def __init__(
        self, *, endpoint: str | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._endpoint = endpoint or os.environ.get(ENDPOINT_SETTING) or ENDPOINT
        self._breaker = CircuitBreaker(clock)

    def is_installed(self) -> bool:
        """Whether the extra is there."""
        return all(find_spec(package) is not None for package in NEEDED)

    def words(self, bank: Bank, said: Announcement) -> Words | None:
        """The ticket's half, in the words of the bank's clips."""
        words = bank.number_words(said)
        return words if words and words.language in LANGUAGES else None

    @property
    def is_resting(self) -> bool:
        """Whether the breaker is open."""
        return self._breaker.is_open

    def speak(self, words: Words) -> bytes:
        """MP3, as loud as the bank's clips; SpeechFailed at once while the breaker is open."""
        if self._breaker.is_open:
            raise SpeechFailed("resting after failures")
        try:
            sound = _as_loud_as_the_bank(self._ask(words))
        except (requests.RequestException, ValueError, RuntimeError) as error:
            self._breaker.failed()
            raise SpeechFailed(str(error)) from error
        self._breaker.succeeded()
        return sound

    def _ask(self, words: Words) -> bytes:
        from gtts import gTTS  # noqa: PLC0415 -- only in the worker, and only where it is installed

        request = gTTS(words.text, lang=LANGUAGES[words.language], lang_check=False)
        pieces = [self._post(body, request.GOOGLE_TTS_HEADERS) for body in request.get_bodies()]
        return b"".join(pieces)

    def _post(self, body: str, headers: dict[str, str]) -> bytes:
        with requests.post(
            self._endpoint, data=body, headers=headers, timeout=TIMEOUT_S, stream=True
        ) as answer:
            answer.raise_for_status()
            content = answer.raw.read(LARGEST_ANSWER, decode_content=True)
        found = _SOUND.search(content)
        if found is None:
            raise ValueError("an answer without sound")
        try:
            return base64.b64decode(found[1], validate=True)
        except binascii.Error as error:
            raise ValueError("an answer whose sound is damaged") from error


def _as_loud_as_the_bank(sound: bytes) -> bytes:
    import soundfile  # noqa: PLC0415 -- as above

    from queue_server.voice.shape import finish, mp3  # noqa: PLC0415 -- as above

    samples, rate = soundfile.read(io.BytesIO(sound), dtype="float32", always_2d=True)
    return mp3(finish(samples.mean(axis=1), rate), rate)
