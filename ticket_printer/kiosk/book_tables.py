"""The tables of the kiosk's memory."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS block (
    day TEXT NOT NULL, service TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    next INTEGER NOT NULL,           -- the number to give next; past `last` when all are given
    is_mine INTEGER NOT NULL,        -- 0 after the server has said that it is not
    PRIMARY KEY (day, service, first)
);
CREATE TABLE IF NOT EXISTS press (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    issue TEXT NOT NULL UNIQUE,
    standing TEXT NOT NULL,
    service TEXT NOT NULL, class TEXT NOT NULL, language TEXT NOT NULL,
    people INTEGER NOT NULL DEFAULT 1,
    pressed_us INTEGER, day TEXT,
    number TEXT, sequence INTEGER, secret TEXT, answer TEXT,
    paper TEXT NOT NULL DEFAULT 'queued', detail TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1,      -- rises with what is to be told
    told_version INTEGER NOT NULL DEFAULT 0,
    told_epoch INTEGER NOT NULL DEFAULT 0,
    conflict TEXT
);
"""
