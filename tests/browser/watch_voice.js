// Notes on a hall screen what is being said, each time anew, and every number that was ever shown.
window.watched = { said: [], shown: {} };
let saying = "";
new MutationObserver(() => {
  const now = document.querySelector(".caption span[lang]")?.textContent ?? "";
  if (now && now !== saying) window.watched.said.push(now);
  saying = now;
  document.querySelectorAll("[data-number]").forEach(({ dataset }) => (window.watched.shown[dataset.number] = true));
}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
