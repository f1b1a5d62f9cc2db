"""What every test may ask for: services of the machine. What tests build, they build beside themselves."""

from collections.abc import Iterator

import hypothesis
import pytest

from tests import services

# How long one example takes says how busy the machine is, not whether the rule holds.
hypothesis.settings.register_profile("lunhou", deadline=None)
hypothesis.settings.load_profile("lunhou")


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A fresh PostgreSQL database for this run (tables are the asker's); dropped at the end."""
    with services.fresh_postgresql_database() as url:
        yield url


@pytest.fixture
def empty_postgresql_url() -> Iterator[str]:
    """A PostgreSQL database for one test alone."""
    with services.fresh_postgresql_database() as url:
        yield url


@pytest.fixture(scope="session")
def redis_url() -> str:
    """A running Redis; take a channel name of your own."""
    return services.running_redis()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium that a hall's machine starts, with its windows."""
    return services.installed_chromium()


@pytest.fixture(scope="session")
def headless_path() -> str:
    """A Chromium for playwright's executable_path, without windows of its own where there is one."""
    return services.installed_chromium(services.SHELLS + services.BROWSERS)
