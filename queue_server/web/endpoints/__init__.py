"""The endpoints of ``/api/v1``, by audience: they translate, they do not think."""

from apiflask import APIBlueprint

from queue_server.web.endpoints import (
    announcements,
    appointments,
    citizens,
    counters,
    devices,
    halls,
    handling,
    help_requests,
    identities,
    jobs,
    kiosks,
    media,
    pairings,
    papers,
    reports,
    screens,
    service_status,
    sessions,
    spoken_notices,
    tickets,
)

BLUEPRINTS: tuple[APIBlueprint, ...] = (
    halls.bp,
    announcements.bp,
    tickets.bp,
    citizens.bp,
    counters.bp,
    handling.bp,
    spoken_notices.bp,
    service_status.bp,
    identities.bp,
    help_requests.bp,
    appointments.bp,
    devices.bp,
    pairings.bp,
    jobs.bp,
    papers.bp,
    kiosks.bp,
    reports.bp,
    screens.bp,
    media.bp,
    sessions.bp,
)
