/** A screen's condition in words. */

import { has, pick, t } from "/static/shared/i18n.js";

/** @typedef {import("./displays.js").Display} Display */
/** @typedef {{id: string, name: import("/static/shared/types.js").Texts}} Choice one of the hall's screens */

const NAMED = 4;

/** What people call it. @param {Display} display */
export function titleOf({ name }) {
  return name ?? t("display.unpaired.name");
}

/** What it shows. @param {string} screen @param {Choice[] | null} choices */
export function screenName(screen, choices) {
  const found = choices?.find(({ id }) => id === screen);
  return found ? pick(found.name) : screen;
}

/** Whether it can be heard. @param {Display} display */
export function voiceText({ connected, sound }) {
  if (!connected) return "";
  return has(`sound.${sound}`) ? t(`sound.${sound}`) : sound;
}

/** Which clips its voice lacks, for whoever puts them there. @param {Display} display */
export function missingText({ alarm, missing }) {
  if (alarm !== "clips") return "";
  const named = missing.slice(0, NAMED).join(", ");
  return t(missing.length > NAMED ? "display.clips.more" : "display.clips", { clips: named });
}

/** What said the last call. @param {Display} display */
export function spokeText({ spoke }) {
  return spoke && has(`spoke.${spoke.by}`) ? t(`spoke.${spoke.by}`) : "";
}
