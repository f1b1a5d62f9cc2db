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
    jobs,
    kiosks,
    media,
    pairings,
    papers,
    reports,
    screens,
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
