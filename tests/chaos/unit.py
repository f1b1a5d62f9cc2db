"""One of several processes that serve a hall: ``python -m tests.chaos.unit DATA DATABASE QUEUE BEGAN``.

Their clock began at ten in the morning when the steady clock said BEGAN, and goes thirty times as
fast: a lease of a minute lasts two seconds. What they remember of rights they remember for an hour: whoever
is out sooner was told of.
"""

import sys
from pathlib import Path

from queue_server.realtime.async_mode import AsyncMode, patch

SPEED = 30
TICK_S = 0.4


def main() -> None:
    mode = AsyncMode.GEVENT
    patch(mode)
    import time  # after the patching, as in a program
    from datetime import timedelta

    from bench.site import bench_halls, morning
    from queue_server.app import Server
    from queue_server.realtime.serve import serve
    from queue_server.settings.server import ServerSettings
    from queue_server.web import recognition

    recognition.REMEMBERED_S = 3600.0
    data, database, message_queue, began = sys.argv[1:]
    halls = bench_halls(1)
    ten = morning(halls["guangdong"])

    def now():
        return ten + SPEED * timedelta(seconds=time.monotonic() - float(began))

    settings = ServerSettings(data=Path(data), database=database, message_queue=message_queue)
    server = Server(settings, halls=halls, clock=now)
    tick, server.clockwork.run = (
        server.clockwork.run,
        lambda stop: tick(stop, TICK_S),
    )

    def ready(port):
        server.ready(port)
        print(f"ready {port}", flush=True)  # noqa: T201 -- what the test waits for

    serve(server.wsgi, host="127.0.0.1", port=0, mode=mode, on_ready=ready, on_stop=server.stop)
    server.close()


if __name__ == "__main__":
    main()
