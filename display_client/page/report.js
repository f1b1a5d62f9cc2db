/** What this screen says of itself: to the server every 20 seconds and at each change, so that nobody need look. */

import { newKey } from "/static/shared/api.js";
import { tabMemory } from "/static/shared/memory.js";
import { forgetToken, pageToken } from "/static/shared/page.js";
import { now } from "/static/shared/time.js";
import { addressOf, fateOf } from "/static/display/pairing_secret.js";

/** @typedef {ReturnType<typeof import("/static/shared/live.js").connect>} Connection */
/** @typedef {import("/static/display/voice.js").Voice["spoke"]} Spoke the last call that was said, and by which voice */

const REPORT_MS = 20_000;
const CHANGE_MS = 200;
/** How soon a screen that was given another place, or is no longer wanted, goes there. */
const FATE_MS = 30_000;
const NAME = "lunhou.page";

/**
 * The connection, and its screen's reports: what is told of the sound goes into them.
 *
 * @param {Connection} connection
 * @param {{screen: string, sequence: () => number}} shown which screen, and up to which event
 */
export function reporting(connection, shown) {
  /** A screen that never told of its sound says nothing, and means it so. */
  let sound = "muted";
  /** @type {Spoke} */
  let spoke = null;
  /** @type {string[]} */
  let missing = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon = undefined;

  function report() {
    if (shown.sequence() < 0) return;
    connection.emit("report", {
      screen: shown.screen, page: pageName(), sequence: shown.sequence(), sound, spoke, missing,
      clock_off_s: Math.round((Date.now() - now()) / 100) / 10,
      version: document.body.dataset.version ?? "",
    });
  }

  /** What changes together is one report. */
  function reportSoon() {
    soon ??= setTimeout(() => {
      soon = undefined;
      report();
    }, CHANGE_MS);
  }

  const timers = [setInterval(report, REPORT_MS), setInterval(() => followFate(shown.screen), FATE_MS)];
  return {
    report,
    /** @param {string} name @param {any} data */
    emit(name, data) {
      connection.emit(name, data);
      if (name !== "sound") return;
      sound = data.state;
      reportSoon();
    },
    /** Something was said. @param {number} sequence @param {NonNullable<Spoke>["by"]} by */
    spoke(sequence, by) {
      spoke = { sequence, by };
      reportSoon();
    },
    /** Clips that the voice needs and cannot play. @param {string[]} clips */
    missing(clips) {
      missing = clips;
      reportSoon();
    },
    close() {
      timers.forEach(clearInterval);
      connection.close();
    },
  };
}

/** Two tabs are two pages; a tab that was loaded again is the same one. */
function pageName() {
  const known = tabMemory().getItem(NAME) ?? newKey();
  tabMemory().setItem(NAME, known);
  return known;
}

/** A paired screen whose place was changed goes there; one that was revoked shows a code again. @param {string} screen */
async function followFate(screen) {
  const token = pageToken();
  if (!token) return;
  const fate = await fateOf(token).catch(() => null);
  if (fate?.state === "expired") {
    forgetToken();
    location.replace("/display");
  } else if (fate?.state === "paired" && fate.hall && fate.screen && fate.screen !== screen) {
    location.replace(`${addressOf(fate.hall, fate)}#token=${encodeURIComponent(token)}`);
  }
}
