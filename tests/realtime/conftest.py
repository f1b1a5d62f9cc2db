import pytest

from queue_server.realtime.async_mode import AsyncMode
from tests.realtime.processes import running


@pytest.fixture(params=list(AsyncMode), scope="module")
def mode(request):
    return request.param


@pytest.fixture(scope="module")
def server(mode):
    """One server of each mode for a module's tests; its hall goes on from test to test."""
    with running(mode) as server:
        yield server
