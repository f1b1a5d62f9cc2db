/**
 * What each layout has, as data: the manager chooses the layout and switches its parts on and off.
 *
 * `main` fills the screen. What stands `beside` it goes under it on an upright screen, and gives way where the
 * numbers need the room. `foot` is the last line; `caption` is what is being said, wherever something is.
 * Each name is a part of the screen (`parts.js`); where a switch has its name, or `NEEDS` names one, it decides.
 */

/** @typedef {import("/static/shared/types.js").Screen} Screen */
/** @typedef {"calls" | "coming" | "window" | "slides"} Main */
/** @typedef {"waiting" | "latest" | "check_in" | "slides"} Beside */
/** @typedef {"duty" | "ready" | "caption" | "complaints" | "officer" | "services"} Foot */

/**
 * @typedef {Object} Layout
 * @property {boolean} band the newest call in one line across the top, where `main` is not the calls
 * @property {Main} main
 * @property {Beside[]} beside
 * @property {Foot[]} foot
 * @property {boolean} title the hall's or the zone's name across the top; a window has its number there
 */

/** @type {Record<Screen["layout"], Layout>} */
export const LAYOUTS = {
  hall: { title: true, band: false, main: "calls", beside: ["waiting", "check_in", "slides"], foot: ["duty", "caption", "ready", "complaints"] },
  waiting: { title: true, band: true, main: "coming", beside: ["latest", "check_in", "slides"], foot: ["duty", "caption", "ready", "complaints"] },
  notices: { title: true, band: true, main: "slides", beside: ["waiting", "check_in"], foot: ["duty", "caption", "ready", "complaints"] },
  window: { title: false, band: false, main: "window", beside: [], foot: ["officer", "caption", "services"] },
};

/**
 * The parts that a screen has: its layout's, without those that are switched off or have nothing to show.
 *
 * @param {Screen} screen
 * @param {{hasCode?: boolean}} [given] whether there is a code to check in with
 * @returns {Layout}
 */
export function partsOf({ layout, parts }, { hasCode = false } = {}) {
  const all = LAYOUTS[layout];
  const wanted = {
    waiting: parts.waiting,
    check_in: parts.check_in && hasCode,
    slides: parts.notices || parts.media,
    duty: parts.duty,
    ready: parts.coming,
    officer: parts.officer,
  };
  /** @param {string} name */
  const isOn = (name) => wanted[/** @type {keyof typeof wanted} */ (name)] ?? true;
  return { ...all, beside: all.beside.filter(isOn), foot: all.foot.filter(isOn) };
}
