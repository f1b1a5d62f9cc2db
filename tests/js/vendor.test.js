import assert from "node:assert/strict";
import test from "node:test";

import * as preact from "/static/vendor/preact.js";
import * as socket from "/static/vendor/socket.io.js";

const HOOKS = ["useState", "useEffect", "useLayoutEffect", "useMemo", "useCallback", "useRef", "useReducer"];

test("one module gives html, render and every hook", () => {
  const missing = ["html", "h", "render", "Fragment", "createContext", ...HOOKS].filter((name) => !(name in preact));

  assert.deepEqual(missing, []);
});

test("html makes the same node as h", () => {
  const node = preact.html`<b class="num">${"A001"}</b>`;

  assert.deepEqual([node.type, node.props], ["b", { class: "num", children: "A001" }]);
});

test("the live client connects by io", () => {
  assert.equal(typeof socket.io, "function");
});
