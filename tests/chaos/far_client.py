"""A screen and an officer in a hall far away: ``python -m tests.chaos.far_client URL FILE`` with a token.

Writes what the screen knows into FILE, whenever it changes. The officer's program presses its button
once a second and repeats each press until it is answered.
"""

import json
import os
import sys
import time
from pathlib import Path

from queue_server.protocol.client import Client, Refusal, Unreachable, new_key
from tests.chaos.follower import following

COUNTER = "/halls/small/counters/16"


def press(client: Client, path: str) -> dict[str, object]:
    """The answer, however long it takes; the refusal's code where it is refused."""
    key = new_key()
    while True:
        try:
            answer: dict[str, object] = client.post(path, {}, key=key)
        except Unreachable:
            continue
        except Refusal as refusal:
            return {"refused": refusal.code}
        else:
            return answer


def main() -> None:
    """Until it is killed."""
    url, file = sys.argv[1], Path(sys.argv[2])
    client = Client(url, os.environ["LUNHOU_TOKEN"])
    called: list[object] = []
    with following(url) as screen:
        press(client, f"{COUNTER}/sessions")
        while True:
            called.append(press(client, f"{COUNTER}/calls").get("number"))
            known = {
                "sequence": screen.sequence,
                "gaps": screen.gaps,
                "called": [each for each in called if each is not None],
                "connections": sum(state == "live" for state in screen.states),
            }
            file.with_suffix(".new").write_text(json.dumps(known))
            file.with_suffix(".new").replace(file)
            time.sleep(0.2)


if __name__ == "__main__":
    main()
