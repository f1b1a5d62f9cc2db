/** The page to try the interface at: Swagger UI, from this server alone. */

import { LANGUAGES, setLanguage, t } from "/static/shared/i18n.js";
import { readPage } from "/static/shared/page.js";

/** @typedef {(options: Record<string, unknown>) => unknown} SwaggerUI */

const DESCRIPTION = "/api/v1/openapi.json";
const root = /** @type {HTMLElement} */ (document.getElementById("app"));

await setLanguage(readPage().language, ["docs"]);
document.title = t("title");
root.append(head(), place());
await load("/static/vendor/swagger-ui.js");
show(/** @type {{SwaggerUIBundle: SwaggerUI}} */ (/** @type {unknown} */ (window)).SwaggerUIBundle);

/** What one needs to know before the first request. */
function head() {
  const header = document.createElement("header");
  const title = document.createElement("h1");
  title.textContent = t("title");
  const hint = document.createElement("p");
  hint.textContent = t("hint");
  header.append(title, hint, languages());
  return header;
}

/** The same page in the other languages. */
function languages() {
  const nav = document.createElement("nav");
  for (const { code, name } of LANGUAGES) {
    const link = document.createElement("a");
    link.href = `?language=${code}`;
    link.lang = code;
    link.textContent = name;
    if (code === document.documentElement.lang) link.setAttribute("aria-current", "page");
    nav.append(link);
  }
  return nav;
}

function place() {
  const div = document.createElement("div");
  div.id = "swagger";
  return div;
}

/** It is written for a script element, not as a module. @param {string} source @returns {Promise<void>} */
function load(source) {
  return new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = source;
    script.addEventListener("load", () => loaded());
    script.addEventListener("error", () => failed(new Error(source)));
    document.head.append(script);
  });
}

/** @param {SwaggerUI} SwaggerUI */
function show(SwaggerUI) {
  SwaggerUI({
    url: DESCRIPTION,
    domNode: document.getElementById("swagger"),
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    filter: true,
    persistAuthorization: false,
    tryItOutEnabled: true,
    // Otherwise it asks a service on the internet for a badge.
    validatorUrl: null,
    requestInterceptor: withKey,
  });
}

/** Every command carries a key; here each press of "execute" is one. @param {{method?: string, headers: Record<string, string>}} request */
function withKey(request) {
  if (request.method === "POST") request.headers["Idempotency-Key"] ||= crypto.randomUUID();
  return request;
}
