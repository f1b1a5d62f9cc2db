/** Which spoken languages a native speaker has reviewed: every clip must name one. Pure. */

/**
 * @param {{clips: Record<string, {reviewed_by?: string | string[]}>}} manifest of the bank
 * @param {string[]} spoken the languages that the hall speaks, in its order
 * @returns {{code: string, reviewed: boolean}[]} those that the bank has
 */
export function reviewed({ clips }, spoken) {
  return spoken.flatMap((code) => {
    const mine = Object.entries(clips).filter(([name]) => name.startsWith(`${code}/`));
    return mine.length > 0 ? [{ code, reviewed: mine.every(([, { reviewed_by: by }]) => (by?.length ?? 0) > 0) }] : [];
  });
}
