/** A device's condition in words. */

import { has, t } from "/static/shared/i18n.js";
import { ago, hallDay } from "/static/shared/time.js";
import { healthOf } from "./devices.js";

/** @typedef {import("./devices.js").Device} Device */

/** The one thing to know about it. @param {Device} device @param {number} now_ms */
export function conditionText(device, now_ms) {
  const health = healthOf(device, now_ms);
  if (health === "pending") return t("device.pending.short");
  if (health === "revoked") return t("device.revoked");
  if (health === "unseen") return t("health.unseen");
  if (health === "away") return t("device.away", { ago: seenText(device, now_ms) });
  return [printerText(device), soundText(device)].filter(Boolean).join(" · ") || t("device.good");
}

/** When it was last heard of: minutes ago, the clock, or the day; "" for never. @param {Pick<Device, "seen_at">} device @param {number} now_ms */
export function seenText({ seen_at }, now_ms) {
  if (!seen_at) return "";
  return hallDay(seen_at) === hallDay(now_ms) ? ago(seen_at) : hallDay(seen_at);
}

/** @param {Device} device */
export function printerText({ status }) {
  return status.printer ? worded("printer", status.printer) : "";
}

/** @param {Device} device */
export function soundText({ status }) {
  return status.sound ? worded("sound", status.sound) : "";
}

/** @param {string} family @param {string} value */
function worded(family, value) {
  return has(`${family}.${value}`) ? t(`${family}.${value}`) : value;
}
