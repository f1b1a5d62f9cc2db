"""``python -m queue_server.demo.child PROGRAM …``: runs a program that ends when its parent does.

The parent holds the other end of standard input and never writes. However it dies, the pipe closes,
and no printer or robot is left behind to meet the next demonstration.
"""

import os
import runpy
import signal
import sys
import threading


def main() -> None:
    """Run the program named first, with the other arguments as its own."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
