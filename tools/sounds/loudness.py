"""Loudness of a clip: the same measure that rendered speech is made with."""

from queue_server.voice.shape import Samples, loudness

__all__ = ["Samples", "loudness"]
