/** The manager's page: the hall as it is now, and what its days were like. */

import { html } from "/static/vendor/preact.js";
import { setLanguage } from "/static/shared/i18n.js";
import { firstLanguage } from "/static/shared/language_switch.js";
import { pageToken, readPage } from "/static/shared/page.js";
import { mount } from "/static/shared/ui.js";
import { App } from "./app.js";

const page = readPage();
pageToken(page);
await setLanguage(firstLanguage(page), ["manager"]);
mount(html`<${App} page=${page} />`);
