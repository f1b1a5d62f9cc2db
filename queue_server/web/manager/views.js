/** The views of the manager's page, in the order of their tabs. */

export const VIEWS = /** @type {const} */ (["live", "statistics", "devices"]);
/** @typedef {typeof VIEWS[number]} View */
