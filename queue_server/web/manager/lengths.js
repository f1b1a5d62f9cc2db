/** How long something took, as people say it: seconds below two minutes, minutes above. */

import { t } from "/static/shared/i18n.js";
import { minutes } from "/static/shared/time.js";

const IN_SECONDS_S = 120;

/** @param {number} seconds */
export function lengthText(seconds) {
  return seconds < IN_SECONDS_S ? t("report.seconds", { count: seconds }) : minutes(seconds);
}
