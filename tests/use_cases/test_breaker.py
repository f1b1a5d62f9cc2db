from queue_server.use_cases.breaker import FAILURES, CircuitBreaker


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def a_breaker(*, failures=0):
    clock = Clock()
    breaker = CircuitBreaker(clock)
    for _ in range(failures):
        breaker.failed()
    return breaker, clock


def test_it_opens_after_failures_in_a_row():
    assert [a_breaker(failures=count)[0].is_open for count in range(5)] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_a_success_in_between_begins_the_count_anew():
    breaker, _ = a_breaker(failures=FAILURES - 1)
    breaker.succeeded()
    breaker.failed()

    assert breaker.is_open is False


def test_it_rests_a_minute_and_twice_as_long_when_the_one_try_fails():
    breaker, clock = a_breaker(failures=FAILURES)
    rests = []
    for _ in range(6):
        began = clock.now
        while breaker.is_open:
            clock.now += 1
        rests.append(clock.now - began)
        breaker.failed()

    assert rests == [60, 120, 240, 480, 900, 900]


def test_it_closes_when_the_one_try_succeeds():
    breaker, clock = a_breaker(failures=FAILURES)
    clock.now += 60
    breaker.succeeded()
    breaker.failed()

    assert breaker.is_open is False
