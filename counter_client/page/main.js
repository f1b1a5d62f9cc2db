/** The officer's page: one large button and a few keys. */

import { html } from "/static/vendor/preact.js";
import { setLanguage } from "/static/shared/i18n.js";
import { pageToken, readPage } from "/static/shared/page.js";
import { mount } from "/static/shared/ui.js";
import { App } from "./app.js";
import { LANGUAGE, memory } from "./memory.js";

const page = readPage();
pageToken(page);
const asked = new URLSearchParams(location.search).get("language");
await setLanguage(asked ?? memory().getItem(LANGUAGE) ?? page.language, ["counter"]);
mount(html`<${App} page=${page} />`);
