// What build_backend/vendor_assets.py joins into /static/vendor/preact.js.
import type { VNode } from "preact";
export * from "preact";
export * from "preact/hooks";
export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;
