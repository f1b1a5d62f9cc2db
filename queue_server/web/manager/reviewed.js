/** Which spoken languages a native speaker has reviewed: every clip must name one, or be the hall's own recording. Pure. */

/**
 * @param {{clips: Record<string, {reviewed_by?: string | string[], recorded?: boolean}>}} manifest of the bank
 * @param {string[]} spoken the languages that the hall speaks, in its order
 * @returns {{code: string, reviewed: boolean}[]} those that the bank has
 */
export function reviewed({ clips }, spoken) {
  return spoken.flatMap((code) => {
    const mine = Object.entries(clips).filter(([name]) => name.startsWith(`${code}/`));
    return mine.length > 0 ? [{ code, reviewed: mine.every(([, { reviewed_by: by, recorded }]) => recorded || (by?.length ?? 0) > 0) }] : [];
  });
}
