"""The fixtures that other tests stand on."""

import socket

import pytest
import pytest_socket
import sqlalchemy

from tests import services


@pytest.mark.postgresql
def test_every_test_database_is_new_and_its_own(postgresql_url, empty_postgresql_url):
    engine = sqlalchemy.create_engine(empty_postgresql_url)
    with engine.connect() as connection:
        tables = connection.execute(
            sqlalchemy.text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        ).scalar_one()
    engine.dispose()

    assert (tables, empty_postgresql_url != postgresql_url) == (0, True)


@pytest.mark.redis
def test_redis_is_the_one_that_was_named(redis_url):
    assert redis_url == services.REDIS


def test_a_missing_service_skips_with_its_reason(monkeypatch):
    monkeypatch.setenv("LUNHOU_TEST_REQUIRE", "")

    with pytest.raises(pytest.skip.Exception, match="no such thing"):
        services.missing("postgresql", "no such thing")


def test_a_missing_service_fails_where_it_is_required(monkeypatch):
    monkeypatch.setenv("LUNHOU_TEST_REQUIRE", "postgresql chromium")

    with pytest.raises(pytest.fail.Exception, match="no such thing"):
        services.missing("chromium", "no such thing")


def test_no_test_reaches_another_machine():
    with socket.socket() as outside, pytest.raises(pytest_socket.SocketConnectBlockedError):
        outside.connect(("192.0.2.1", 80))
