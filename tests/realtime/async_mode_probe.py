"""Run in a process of its own: one probe in one async mode, its findings as one line of JSON."""

import sys

from queue_server.realtime.async_mode import AsyncMode, adapt_psycopg, patch

MODE = AsyncMode(sys.argv[1])
patch(MODE)

import io  # noqa: E402 -- after the patching, as in a program
import json  # noqa: E402 -- after the patching, too
import logging  # noqa: E402 -- after the patching, too
import threading  # noqa: E402 -- after the patching, too
import time  # noqa: E402 -- after the patching, too
import warnings  # noqa: E402 -- after the patching, too

from queue_server.realtime import async_mode  # noqa: E402 -- after the patching, too
from queue_server.realtime.async_mode import os_thread, spawn, threads  # noqa: E402 -- after the patching, too

BLOCKED_S = 3.0
TICK_S = 0.005


class Ticker:
    """The longest time for which the event loop stood still, in seconds."""

    def __init__(self):
        self.longest = 0.0
        spawn(MODE, self._tick)
        time.sleep(0.05)
        self.longest = 0.0

    def _tick(self):
        last = time.perf_counter()
        while True:
            time.sleep(TICK_S)
            now = time.perf_counter()
            self.longest = max(self.longest, now - last - TICK_S)
            last = now


def stall():
    """A pump hands batches to one blocking thread and wakes those who wait, as the writer does."""
    ticker, writer = Ticker(), threads(MODE, 1)
    waiting, answers, workers = [], [], set()

    def flush(batch):
        workers.add(os_thread())
        blocking_sleep(BLOCKED_S)
        return [number * 2 for number, _ in batch]

    def pump():
        while len(answers) < 200:
            batch, waiting[:] = waiting[:], []
            if not batch:
                time.sleep(0.001)
                continue
            for (_, done), answer in zip(batch, writer.run(flush, batch), strict=True):
                answers.append(answer)
                done.set()

    def ask(number):
        done = threading.Event()
        waiting.append((number, done))
        done.wait()
        finished.append(number)

    finished = []
    for number in range(200):
        spawn(MODE, ask, number)
    pump()
    wait_until(lambda: len(finished) == 200)
    return {
        "longest_pause_s": ticker.longest,
        "answers": sorted(answers) == [2 * number for number in range(200)],
        "os_threads_of_the_writer": len(workers),
        "own_thread": os_thread() not in workers,
    }


def parallel():
    """Four calls of 3 s on four threads."""
    ticker, pool, ended = Ticker(), threads(MODE, 4), []
    began = time.perf_counter()
    for _ in range(4):
        spawn(MODE, lambda: ended.append(pool.run(blocking_sleep, BLOCKED_S)))
    wait_until(lambda: len(ended) == 4)
    return {"took_s": time.perf_counter() - began, "longest_pause_s": ticker.longest}


def errors():
    """A refusal comes back as itself, and a call within a call is carried out where it is."""
    pool = threads(MODE, 1)

    def refuse():
        raise KeyError("nothing to call")

    try:
        pool.run(refuse)
        raised = None
    except KeyError as error:
        raised = error.args[0]
    nested = pool.run(lambda: pool.run(os_thread) == os_thread())
    return {"raised": raised, "nested": nested, "after": pool.run(lambda: "goes on")}


def patched():
    """What the mode is, and what happens to one who takes another."""
    other = AsyncMode.THREADING if MODE is not AsyncMode.THREADING else AsyncMode.GEVENT
    try:
        threads(other, 1)
    except RuntimeError as error:
        refusal = str(error)
    return {"is": async_mode.patched_mode(), "refusal": refusal}


def psycopg():
    """A query that waits 3 s, on the event loop and on a thread."""
    adapt_psycopg(MODE)
    import psycopg

    ticker, pool = Ticker(), threads(MODE, 2)

    def query():
        with psycopg.connect(sys.argv[3]) as connection:
            return connection.execute("select 7 from pg_sleep(3)").fetchone()[0]

    on_loop = query()
    longest_on_loop, ticker.longest = ticker.longest, 0.0
    return {
        "answers": [on_loop, pool.run(query)],
        "longest_pause_on_loop_s": longest_on_loop,
        "longest_pause_on_threads_s": ticker.longest,
    }


def logs():
    """The loop and four threads log at the same time, through a handler that takes a while."""
    written, workers, ended = io.StringIO(), threads(MODE, 4), []

    class Slow(logging.StreamHandler):
        def emit(self, record):
            blocking_sleep(0.0005)
            super().emit(record)

    log = logging.getLogger("probe")
    log.addHandler(Slow(written))
    log.propagate = False

    def write():
        for _ in range(30):
            log.warning("something happened")

    for _ in range(8):
        spawn(MODE, lambda: ended.append(workers.run(write)))
    for _ in range(30):
        log.warning("on the loop")
        time.sleep(0.001)
    wait_until(lambda: len(ended) == 8)
    return {"lines": len(written.getvalue().splitlines())}


def connections():
    """Two hundred queries on four threads, each over the connection of its thread, as the server does."""
    adapt_psycopg(MODE)
    from sqlalchemy import create_engine, text
    from sqlalchemy.pool import NullPool

    from queue_server.storage.connections import ConnectionPerThread

    engine = create_engine(sys.argv[3], poolclass=NullPool)
    engine.connect().close()  # SQLAlchemy locks at the first, and only there
    kept, workers, answers = ConnectionPerThread(engine), threads(MODE, 4), []

    def query(number):
        asked = text("select cast(:number as int) from pg_sleep(0.002)")
        return kept.get().execute(asked, {"number": number}).scalar()

    for number in range(200):
        spawn(MODE, lambda number=number: answers.append(workers.run(query, number)))
    wait_until(lambda: len(answers) == 200)
    kept.close()
    return {"answers": sorted(answers) == list(range(200))}


def wait_until(happened):
    until = time.monotonic() + 20
    while not happened() and time.monotonic() < until:
        time.sleep(0.002)
    assert happened()


def blocking_sleep(seconds):
    """Sleep as a disk does: the OS thread stands still, whatever was patched."""
    if MODE is AsyncMode.GEVENT:
        from gevent.monkey import get_original

        get_original("time", "sleep")(seconds)
    elif MODE is AsyncMode.EVENTLET:
        from eventlet.patcher import original

        original("time").sleep(seconds)
    else:
        time.sleep(seconds)


if __name__ == "__main__":
    warnings.simplefilter("error")
    probes = (stall, parallel, errors, patched, psycopg, logs, connections)
    findings = {each.__name__: each for each in probes}[sys.argv[2]]()
    sys.stdout.write(json.dumps(findings) + "\n")
    sys.stdout.flush()
