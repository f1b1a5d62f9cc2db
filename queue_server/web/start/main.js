/** The start page: the halls of this server, and the way to each of their pages. */

import { html } from "/static/vendor/preact.js";
import { setLanguage } from "/static/shared/i18n.js";
import { firstLanguage } from "/static/shared/language_switch.js";
import { readPage } from "/static/shared/page.js";
import { mount } from "/static/shared/ui.js";
import { Start } from "./start.js";

const page = readPage();
await setLanguage(firstLanguage(page), ["start"]);
mount(html`<${Start} demo=${page.demo} />`);
