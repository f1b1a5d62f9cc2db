import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from queue_server.voice.cache import SpeechCache
from queue_server.voice.engines import NullEngine
from queue_server.voice.failure import SpeechFailed
from queue_server.voice.job import Choice, Job, Report
from queue_server.voice.process import WorkerProcess
from queue_server.voice.worker import Worker
from tests.voice.builders import FILE, a_job, some_words

OTHER = f"{'1' * 64}.wav"


class Broken(NullEngine):
    name = "broken"

    def speak(self, words):
        raise SpeechFailed(f"out of order, not {words.text}")


class Resting(Broken):
    name = "resting"
    is_resting = True


def a_worker(folder, *engines):
    return Worker({each.name: each for each in engines}, SpeechCache(folder, limit=10_000_000))


def two_ways(first, second="null"):
    ways = ((first, OTHER), (second, FILE))
    return Job(
        choices=tuple(Choice(engine=name, file=file, words=some_words()) for name, file in ways)
    )


def timeless(report):
    return {name: getattr(report, name) for name in ("engine", "failed", "resting", "cache_bytes")}


SOUND = len(NullEngine().speak(some_words()))


def test_what_is_there_is_not_said_again(tmp_path):
    worker = a_worker(tmp_path, NullEngine())
    first, second = worker.do(a_job()), worker.do(a_job())

    assert timeless(first) == {"engine": "null", "failed": (), "resting": (), "cache_bytes": SOUND}
    assert timeless(second) == {"engine": None, "failed": (), "resting": (), "cache_bytes": SOUND}


def test_where_one_engine_fails_the_next_one_speaks(tmp_path):
    report = a_worker(tmp_path, Broken(), NullEngine()).do(two_ways("broken"))

    assert timeless(report) == {
        "engine": "null",
        "failed": ("broken: out of order, not 请A零一二号",),
        "resting": (),
        "cache_bytes": SOUND,
    }
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_an_engine_that_rests_is_not_asked(tmp_path):
    report = a_worker(tmp_path, Resting(), NullEngine()).do(two_ways("resting"))

    assert timeless(report) == {
        "engine": "null",
        "failed": (),
        "resting": ("resting",),
        "cache_bytes": SOUND,
    }


def test_a_disk_that_is_full_is_a_failure_and_no_end(tmp_path):
    (tmp_path / "speech").write_text("no folder")
    report = a_worker(tmp_path / "speech", NullEngine()).do(a_job())

    assert (report.engine, [reason[:5] for reason in report.failed]) == (None, ["null:"])


def test_a_job_and_a_report_travel_as_a_line():
    report = Report(engine=None, seconds=0.5, failed=("a: b",), resting=("gtts",), cache_bytes=7)

    assert Job.from_line(a_job().to_line()) == a_job()
    assert Report.from_line(report.to_line()) == report
    assert (a_job().to_line().count(b"\n"), report.to_line().count(b"\n")) == (1, 1)


@pytest.mark.parametrize("line", [b"", b"{}\n", b"[]\n", b'{"engine": 1, "x": 2}\n', b"hello\n"])
def test_nonsense_is_no_report(line):
    with pytest.raises(ValueError, match=r".*"):
        Report.from_line(line)


def a_process(folder, *engines):
    return WorkerProcess(folder=folder, limit=10_000_000, engines=engines or ["null"])


def test_a_real_worker_answers_at_the_lowest_priority_and_ends_when_it_is_let(tmp_path):
    worker = a_process(tmp_path / "speech")
    report = worker.ask(a_job())
    nice = os.getpriority(os.PRIO_PROCESS, worker._process.pid)
    worker.close(within_s=120)  # at the lowest priority a busy machine lets it wait

    assert (report.engine, nice, worker._process.returncode) == ("null", 19, 0)
    assert (tmp_path / "speech" / FILE).stat().st_size == SOUND


def test_a_worker_that_was_killed_answers_nobody(tmp_path):
    worker = a_process(tmp_path)
    worker.kill()

    with pytest.raises(OSError, match=r"ended|pipe"):
        worker.ask(a_job())
    worker.close()


def test_a_worker_that_died_unseen_answers_nobody(tmp_path):
    """Whatever its exit says by now: eventlet's own pipes wait for its reader without end."""
    worker = a_process(tmp_path)
    worker.kill()
    os.waitid(os.P_PID, worker._process.pid, os.WEXITED | os.WNOWAIT)

    with pytest.raises(OSError, match=r"pipe"):
        worker.ask(a_job())
    worker.close()


def test_a_worker_that_hangs_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr("queue_server.voice.process.LIMIT_S", 0.3)
    worker = a_process(tmp_path)
    os.kill(worker._process.pid, 19)  # SIGSTOP

    with pytest.raises(OSError, match="ended"):
        worker.ask(a_job())
    worker.close()


def test_a_worker_ends_with_its_parent(tmp_path):
    script = (
        "import sys, time; from pathlib import Path; from tests.voice.test_worker import a_process\n"
        "print(a_process(Path(sys.argv[1]))._process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE)
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 10
    while is_running(worker) and time.monotonic() < end:
        time.sleep(0.02)

    assert is_running(worker) is False


def is_running(process):
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_what_a_library_prints_spoils_no_report(tmp_path):
    script = (
        "import queue_server.voice.engines as e, queue_server.voice.worker as w\n"
        "speak = e.NullEngine.speak\n"
        "def loud(self, words):\n    print('hello'); return speak(self, words)\n"
        "e.NullEngine.speak = loud\n"
        f"w.main([{str(tmp_path)!r}, '1000000', 'null'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=a_job().to_line(), capture_output=True, check=True
    )

    assert [json.loads(line)["engine"] for line in io.BytesIO(done.stdout)] == ["null"]
    assert done.stderr == b"hello\n"
