import assert from "node:assert/strict";
import test from "node:test";

import { printerAlarms } from "/static/manager/printer_alarms.js";

const NOW = Date.parse("2026-11-29T09:00:00Z");
const device = (name, printer, more = {}) => ({
  id: name, name, kind: "kiosk", state: "approved", counter: null, asked_at: "", seen_at: "2026-11-29T08:59:50Z", status: { printer }, ...more,
});
const alarms = (...devices) => printerAlarms(devices, NOW).map(({ device: { name }, alarm }) => `${name} ${alarm}`);

test("a printer whose paper runs low is told before it ends, after those that stand still", () => {
  const told = alarms(device("1", "paper_low"), device("2", "ready"), device("3", "paper_out"), device("4", "unknown"), device("5", "cover_open"));

  assert.deepEqual(told, ["3 paper_out", "5 cover_open", "1 paper_low"]);
});

test("of a device that is away, revoked or not yet let in nothing is known of its paper", () => {
  const long_ago = { seen_at: "2026-11-29T08:00:00Z" };

  assert.deepEqual(alarms(device("1", "paper_low", long_ago), device("2", "paper_out", { state: "revoked" }), device("3", "paper_out", { state: "pending" })), []);
});
