"""The short table beside the manifest: which languages there are, in whose voice, and who has reviewed them.

It is served as ``/sounds/languages.json``, so that a page need not read two thousand clips to say that no
native speaker has listened to a language yet.
"""

from collections.abc import Mapping
from typing import Any


def languages_of(clips: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """By language: its voices, its clips, how many of them were reviewed, and by whom."""
    return {
        language: _table([clip for name, clip in clips.items() if name.startswith(f"{language}/")])
        for language in sorted({name.split("/")[0] for name in clips if "/" in name})
    }


def _table(clips: list[Mapping[str, Any]]) -> dict[str, Any]:
    reviewers = [clip["reviewed_by"] for clip in clips if clip["reviewed_by"]]
    return {
        "voices": sorted({f"{clip['engine']}: {clip['voice']}" for clip in clips}),
        "clips": len(clips),
        "reviewed": len(reviewers),
        "reviewed_by": sorted(set(reviewers)),
    }
