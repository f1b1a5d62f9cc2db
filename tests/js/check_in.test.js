import assert from "node:assert/strict";
import test from "node:test";

import { wantsCode } from "/static/display/check_in.js";
import { unconfigured } from "/static/display/screen.js";

const SCREEN = unconfigured("hall");
const KNOWN = { live: "live", screen: SCREEN, hall: { check_in: ["code", "location"] } };
const wants = (more) => wantsCode({ ...KNOWN, ...more });

test("a screen asks for the code where its hall checks people in by it", () => {
  const halls = [{ check_in: ["code"] }, { check_in: ["location"] }, { check_in: [] }, {}, null];

  assert.deepEqual(halls.map((hall) => wants({ hall })), [true, false, false, false, false]);
});

test("and where it has a place for it that nobody switched off", () => {
  const off = { ...SCREEN, parts: { ...SCREEN.parts, check_in: false } };
  const screens = [...["hall", "waiting", "notices", "window"].map((layout) => ({ ...SCREEN, layout })), off, null];

  assert.deepEqual(screens.map((screen) => wants({ screen })), [true, true, true, false, false, false]);
});

test("without the server there is none", () => {
  assert.deepEqual(["connecting", "live", "lost"].map((live) => wants({ live })), [true, true, false]);
});
