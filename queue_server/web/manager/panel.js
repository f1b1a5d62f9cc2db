/** A card with a heading, and something short at the heading's end. */

import { html } from "/static/vendor/preact.js";

/** @param {{title: any, aside?: any, class?: string, children?: any}} props */
export function Panel({ title, aside, class: extra = "", children }) {
  return html`<section class=${`panel ${extra}`}>
    <header class="panel-head"><h2>${title}</h2>${aside && html`<span class="panel-aside">${aside}</span>`}</header>
    ${children}
  </section>`;
}
