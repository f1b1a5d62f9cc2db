/** The service desk: a number for somebody, and everything that is done for one afterwards. */

import { html } from "/static/vendor/preact.js";
import { setLanguage } from "/static/shared/i18n.js";
import { firstLanguage } from "/static/shared/language_switch.js";
import { pageToken, readPage } from "/static/shared/page.js";
import { mount } from "/static/shared/ui.js";
import { App } from "./service_desk/app.js";

const page = readPage();
pageToken(page);
await setLanguage(firstLanguage(page), ["counter", "cases"]);
mount(html`<${App} page=${page} />`);
