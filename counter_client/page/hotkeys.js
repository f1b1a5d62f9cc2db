/** One key an act, for hands that do not look. */

/** @type {readonly {key: string, act: string}[]} in the order of the help */
export const HOTKEYS = [
  { key: "Space", act: "primary" },
  { key: "N", act: "absent" },
  { key: "R", act: "recall" },
  { key: "M", act: "miss" },
  { key: "B", act: "put_back" },
  { key: "X", act: "cancel" },
  { key: "T", act: "transfer" },
  { key: "H", act: "hold" },
  { key: "D", act: "complete" },
  { key: "U", act: "undo" },
  { key: "Q", act: "papers" },
  { key: "S", act: "steps" },
  { key: "P", act: "pause" },
  { key: "A", act: "assist" },
  { key: "C", act: "choose" },
  { key: "L", act: "list" },
  { key: "F", act: "defer" },
  { key: "I", act: "remark" },
  { key: "G", act: "grant" },
  { key: "W", act: "small" },
  { key: "O", act: "open_case" },
  { key: "?", act: "help" },
];

/** @param {string} act the key to show in its button */
export function keyOf(act) {
  return HOTKEYS.find((each) => each.act === act)?.key ?? "";
}

/**
 * @typedef {Object} Press what a keyboard event tells
 * @property {string} key
 * @property {string} [code]
 * @property {boolean} [repeat]
 * @property {boolean} [ctrlKey]
 * @property {boolean} [altKey]
 * @property {boolean} [metaKey]
 * @property {boolean} [isComposing]
 */

/**
 * The act of a key, or null. A key held down acts once; keys of the browser and of an input method are left alone.
 *
 * @param {Press} press
 */
export function actOf(press) {
  if (press.repeat || press.isComposing || press.ctrlKey || press.altKey || press.metaKey) return null;
  const name = keyName(press);
  return HOTKEYS.find(({ key }) => key === name)?.act ?? null;
}

/** @param {Press} press */
function keyName({ key, code = "" }) {
  if (key === " " || key === "Enter") return "Space";
  if (key === "？") return "?";
  // With a Chinese input method on, the key is "Process" and only the place on the keyboard is known.
  if (key === "Process" && code.startsWith("Key")) return code.slice(3);
  if (key === "Process" && code === "Space") return "Space";
  return key.length === 1 ? key.toUpperCase() : key;
}
