/** Printers that need a hand, and those that will soon: what the manager is told before a paper ends. Pure. */

import { healthOf } from "./devices.js";

/** @typedef {import("./devices.js").Device} Device */
/** What a hand is needed for, the worst first; `paper_low` before it is too late. */
const ALARMS = ["paper_out", "cover_open", "error", "offline", "paper_low"];

/** @param {Device} device @param {number} now_ms @returns {string | null} */
export function printerAlarmOf(device, now_ms) {
  const said = device.status.printer ?? "";
  // One that is away says nothing of its paper any more.
  return ["bad", "soon"].includes(healthOf(device, now_ms)) && ALARMS.includes(said) ? said : null;
}

/** @param {Device[]} devices @param {number} now_ms */
export function printerAlarms(devices, now_ms) {
  return devices
    .map((device) => ({ device, alarm: printerAlarmOf(device, now_ms) }))
    .filter((each) => each.alarm !== null)
    .sort((a, b) => ALARMS.indexOf(a.alarm ?? "") - ALARMS.indexOf(b.alarm ?? "") || a.device.name.localeCompare(b.device.name, "zh-CN", { numeric: true }));
}
