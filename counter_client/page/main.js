/** The officer's page: one large button and a few keys. */

import { html } from "/static/vendor/preact.js";
import { setLanguage } from "/static/shared/i18n.js";
import { firstLanguage } from "/static/shared/language_switch.js";
import { pageToken, readPage } from "/static/shared/page.js";
import { mount } from "/static/shared/ui.js";
import { App } from "./app.js";

const page = readPage();
pageToken(page);
await setLanguage(firstLanguage(page), ["counter", "cases"]);
mount(html`<${App} page=${page} />`);
