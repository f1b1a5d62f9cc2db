"""``queue-server`` that dies at a marked point."""

import sys
from importlib import import_module

from tests.kiosks.dying import dies_after, dies_before

POINTS = {
    "asked, nothing done": (dies_before, "unit_of_work", "SqlUnitOfWork", "flush"),
    "done, nothing written": (dies_before, "shared", "Shared", "finish"),
    "written, not committed": (dies_after, "shared", "Shared", "finish"),
    "committed, nothing said": (dies_after, "transactions", "Transactions", "run_all"),
}

if __name__ == "__main__":
    from queue_server.realtime.async_mode import AsyncMode, patch

    patch(AsyncMode.GEVENT)  # before anything else of the server is imported
    for point, (dies, module, owner, method) in POINTS.items():
        dies(getattr(import_module(f"queue_server.storage.{module}"), owner), method, point)
    from queue_server.cli import main

    sys.exit(main())
