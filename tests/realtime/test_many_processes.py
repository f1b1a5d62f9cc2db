import secrets

import pytest

from tests.realtime.processes import running, watching


@pytest.mark.redis
def test_what_one_process_publishes_reaches_the_sockets_of_another(mode, redis_url):
    queue = (redis_url, f"lunhou-test-{secrets.token_hex(6)}")
    with running(mode, *queue) as one, running(mode, *queue) as other:
        with watching(other) as screen, watching(other) as holder:
            screen.join()
            holder.ask("join", {"ticket": "secret-7"})
            one.call(50)

            assert [event["sequence"] for event in screen.wait_for(50)] == list(range(1, 51))
            assert [event["sequence"] for event in holder.wait_for(50)] == list(range(1, 51))
            assert [event["previous"] for event in holder.events] == list(range(50))

        assert (one.stop(), other.stop()) == ((0, "stopped\n", ""),) * 2
