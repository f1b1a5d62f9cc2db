/** A table as a file that Excel opens with its Chinese intact. Pure. */

/** Without it Excel takes UTF-8 for the machine's old code page. */
const BYTE_ORDER_MARK = "\uFEFF";
/** A cell that begins like this would be run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** @param {(string | number | null)[][]} rows null is an empty cell */
export function toCsv(rows) {
  return BYTE_ORDER_MARK + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** @param {string | number | null} value */
function cell(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
