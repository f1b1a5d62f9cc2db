/** Why a press was refused, in the officer's words. */

import { errorText, has, t } from "/static/shared/i18n.js";

/** @typedef {{code: string, message?: string, details?: Record<string, any>}} Refusal */

/**
 * What the ticket is now is said plainly; of somebody who was to be sent on, that nobody would serve them there.
 *
 * @param {string} verb @param {Refusal} refusal
 */
export function whyNot(verb, refusal) {
  const { code, details = {} } = refusal;
  if (code === "illegal_transition" && has(`state.${details.state}`)) {
    return t("why.now", { state: t(`state.${details.state}`) });
  }
  const key = `why.${verb}.${code}`;
  return has(key) ? t(key) : errorText(/** @type {any} */ (refusal));
}

/** Whether the server no longer takes this person for an officer here: signed out, or without the rights. @param {Refusal} refusal */
export function isStranger({ code, details }) {
  return code === "unauthenticated" || (code === "forbidden" && Array.isArray(details?.needs));
}
