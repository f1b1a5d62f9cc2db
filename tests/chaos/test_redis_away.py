"""Redis dies and comes back while two processes serve a hall: work goes on, and every screen hears of it."""

from contextlib import contextmanager

import pytest

from tests.chaos.crowd import PATIENCE_S, Crowd
from tests.chaos.demonstration import demonstrating
from tests.chaos.follower import following
from tests.chaos.own_services import own_redis
from tests.chaos.test_database_away import in_the_record
from tests.processes import until

pytestmark = [pytest.mark.slow, pytest.mark.postgresql, pytest.mark.redis]


@contextmanager
def two_processes(folder, database, queue):
    """Both serve the same hall; each could be asked for anything."""
    options = {"database": database, "options": ("--message-queue", queue)}
    with demonstrating(folder, **options) as one, demonstrating(folder, **options) as other:
        yield one, other


def test_work_goes_on_without_redis_and_all_screens_with_it(tmp_path, empty_postgresql_url):
    with (
        own_redis(tmp_path) as redis,
        two_processes(tmp_path, empty_postgresql_url, redis.url) as (one, other),
        following(one.url) as near,
        following(other.url) as far,
    ):
        with Crowd(one, pause_s=0.02) as crowd:
            crowd.go_on()
            reached_far = until(lambda: far.sequence > 20, PATIENCE_S)
            redis.kill()
            crowd.go_on()
            without = near.sequence
            heard_without = until(lambda: far.sequence >= without, PATIENCE_S)
            redis.start()
            crowd.go_on()
            caught_up = until(lambda: far.sequence >= near.sequence - 5, PATIENCE_S)
        called, last = in_the_record(empty_postgresql_url, "ticket_called")
        ends = until(lambda: near.sequence == far.sequence == last, PATIENCE_S)
        exit_codes = one.stop(), other.stop()
        verified, said = one.verify()

    assert (reached_far, heard_without, caught_up) == (True, True, True)
    assert (ends, near.gaps, far.gaps) == (True, 0, 0), (near.sequence, far.sequence, last)
    assert (crowd.lost, dict(crowd.not_now)) == (0, {})
    assert called == sorted(crowd.called())
    assert (exit_codes, verified) == ((0, 0), 0), said
