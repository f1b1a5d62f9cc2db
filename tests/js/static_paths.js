// Pages import by the addresses the server gives ("/static/shared/api.js"); here node learns where those files lie.
// Use: node --import ./tests/js/static_paths.js --test FILE…
import { register } from "node:module";

const ROOT = new URL("../../", import.meta.url);
const FOLDERS = {
  shared: "queue_server/web/static/shared/",
  vendor: "queue_server/web/static/vendor/",
  manager: "queue_server/web/manager/",
  citizen: "queue_server/web/citizen/",
  cases: "queue_server/web/cases/",
  start: "queue_server/web/start/",
  kiosk: "ticket_printer/page/",
  display: "display_client/page/",
  counter: "counter_client/page/",
  rate: "counter_client/rate/",
};

const hooks = `
  const ROOT = ${JSON.stringify(ROOT.href)};
  const FOLDERS = ${JSON.stringify(FOLDERS)};
  export function resolve(specifier, context, next) {
    const match = /^\\/static\\/([a-z]+)\\/(.+)$/.exec(specifier);
    return next(match && FOLDERS[match[1]] ? ROOT + FOLDERS[match[1]] + match[2] : specifier, context);
  }
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
