/** A scanner that types: what comes faster than any finger and ends with Enter is one code. Pure. */

/** A person needs longer between two keys. */
const BURST_MS = 30;
const SHORTEST = 4;

export class Scanner {
  /** @param {(code: string) => void} onCode */
  constructor(onCode) {
    this.onCode = onCode;
    this.typed = "";
    this.at = -Infinity;
  }

  /**
   * @param {{key: string}} event @param {number} now milliseconds
   * @returns {boolean} whether the key ended a code, and is no press of a person
   */
  key({ key }, now) {
    const quick = now - this.at <= BURST_MS;
    this.at = now;
    if (key === "Enter") {
      const code = quick ? this.typed : "";
      this.typed = "";
      if (code.length < SHORTEST) return false;
      this.onCode(code);
      return true;
    }
    if (key.length === 1) this.typed = quick ? this.typed + key : key;
    return false;
  }
}

/** The code of an appointment in what was scanned: itself, or the end of its address. @param {string} scanned */
export function appointmentCode(scanned) {
  const [, code] = /(?:^|[/=])([2-9A-HJ-NP-Za-hj-np-z]{6,16})$/.exec(scanned.trim()) ?? [];
  return code?.toUpperCase() ?? null;
}
