/** Where the page of cases is, from another page of the staff: who is known there by a token is known here. */

import { pageToken } from "/static/shared/page.js";

/** @param {string} hall @param {Record<string, string>} [query] */
export function casesAddress(hall, query = {}) {
  const token = pageToken();
  const asked = new URLSearchParams(query).toString();
  return `/halls/${hall}/cases${asked && `?${asked}`}${token ? `#token=${token}` : ""}`;
}
