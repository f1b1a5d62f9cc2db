/** Days and spans of days, as "2026-11-23" in the hall's own dates. Pure. */

/** @typedef {{from: string, to: string}} Period both days included */

export const PRESETS = /** @type {const} */ (["today", "yesterday", "week", "month"]);

/** @param {typeof PRESETS[number]} preset @param {string} today @returns {Period} a week begins on Monday */
export function periodOf(preset, today) {
  if (preset === "yesterday") return { from: shifted(today, -1), to: shifted(today, -1) };
  if (preset === "week") return { from: shifted(today, -((weekday(today) + 6) % 7)), to: today };
  if (preset === "month") return { from: `${today.slice(0, 8)}01`, to: today };
  return { from: today, to: today };
}

/** The preset that a period is, else null: on a Monday today wins over the week. @param {Period} period @param {string} today */
export function presetOf({ from, to }, today) {
  return PRESETS.find((preset) => periodOf(preset, today).from === from && periodOf(preset, today).to === to) ?? null;
}

/**
 * A period with one end moved; the other follows where it would lie on the wrong side. No day after today.
 *
 * @param {Period} period
 * @param {Partial<Period>} change
 * @param {string} today
 * @returns {Period}
 */
export function moved(period, change, today) {
  const [end, day] = /** @type {["from" | "to", string]} */ (Object.entries(change)[0]);
  const limited = day > today ? today : day;
  const next = { ...period, [end]: limited };
  if (next.from <= next.to) return next;
  return { from: limited, to: limited };
}

/** @param {string} day @param {number} days */
export function shifted(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 is Sunday. @param {string} day */
export function weekday(day) {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
