/** How loud a screen may be at a moment: the hall's quiet hours and volumes, by its own time and the server's clock. */

/** @typedef {NonNullable<import("/static/shared/types.js").Hall["voice"]>} VoiceSettings */
/** @typedef {{aloud: boolean, volume: number, stale_ms: number}} Manner volume is a share of the full loudness, 0 to 1 */

const FULL = 100;
const STALE_S = 90;

/** Making one takes a hundred times longer than using it. @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map();

/**
 * @param {{voice?: VoiceSettings | undefined, speaks: boolean, timezone: string, now_ms: number}} given
 * @returns {Manner}
 */
export function mannerAt({ voice, speaks, timezone, now_ms }) {
  const time = hallTime(now_ms, timezone);
  const within = voice?.volumes?.find(({ from, to }) => isWithin(time, from, to));
  const percent = within?.percent ?? voice?.volume ?? FULL;
  const quiet = (voice?.quiet ?? []).some(([from, to]) => isWithin(time, from, to));
  return {
    aloud: speaks && !quiet && percent > 0,
    volume: Math.min(FULL, Math.max(0, percent)) / FULL,
    stale_ms: (voice?.stale_s ?? STALE_S) * 1_000,
  };
}

/** "22:00" to "06:00" goes over midnight; "24:00" is the end of the day. @param {string} time @param {string} from @param {string} to */
function isWithin(time, from, to) {
  return from <= to ? from <= time && time < to : time >= from || time < to;
}

/** "09:05" on the hall's wall. @param {number} now_ms @param {string} timezone */
function hallTime(now_ms, timezone) {
  const clock = clocks.get(timezone)
    ?? new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timezone });
  clocks.set(timezone, clock);
  return clock.format(now_ms);
}
