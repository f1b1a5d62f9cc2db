"""A server to be measured: ``python -m bench.server --data DIR …``; it prints its port when it is ready.

The async mode is chosen before anything else is imported, as in ``queue_server.__main__``.
"""

import argparse
from datetime import datetime
from pathlib import Path

from queue_server.realtime.async_mode import AsyncMode, patch


def main() -> None:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--database", default="")
    parser.add_argument("--halls", type=int, default=1)
    parser.add_argument("--now", type=datetime.fromisoformat, required=True)
    parser.add_argument("--async-mode", choices=list(AsyncMode), default=AsyncMode.GEVENT)
    parser.add_argument("--emit", action="store_true", help="not the fast road to the screens")
    parser.add_argument("--message-queue", default="")
    parser.add_argument("--speech", default="none")
    options = parser.parse_args()
    mode = AsyncMode(options.async_mode)
    patch(mode)
    from bench.served import Site, serve_site  # noqa: PLC0415 -- what was imported before the patch would block

    serve_site(
        Site(
            data=options.data,
            database=options.database,
            halls=options.halls,
            now=options.now,
            emit=options.emit,
            message_queue=options.message_queue,
            speech=options.speech,
        ),
        mode,
    )


if __name__ == "__main__":
    main()
