// What a person with poor eyes, a keyboard or a screen reader would stumble over on the page as it is now.
() => {
  const LARGE_PX = 24, LARGE_BOLD_PX = 18.66, TARGET_PX = 44;
  const shown = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !e.closest(".visually-hidden");
  const label = (e) => `${e.tagName.toLowerCase()}.${e.getAttribute("class") ?? ""} "${(e.textContent ?? "").trim().slice(0, 24)}"`;
  const front = document.querySelector("dialog[open]") ?? document.body;
  const all = [...front.querySelectorAll("*")].filter((e) => shown(e) && !e.closest("svg"));

  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => Object.fromEntries([["a", 1], ...["r", "g", "b"].map((c) => [c, top[c] * top.a + below[c] * (1 - top.a)])]);
  const behind = (e) => {
    if (!e) return { r: 255, g: 255, b: 255, a: 1 };
    const own = parse(getComputedStyle(e).backgroundColor);
    return own.a === 1 ? own : over(own, behind(e.parentElement));
  };
  const light = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (e) => {
    const below = behind(e);
    const [a, b] = [light(over(parse(getComputedStyle(e).color), below)), light(below)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const needed = (e) => {
    const { fontSize, fontWeight } = getComputedStyle(e);
    const size = parseFloat(fontSize);
    return size >= LARGE_PX || (size >= LARGE_BOLD_PX && Number(fontWeight) >= 600) ? 3 : 4.5;
  };
  const hasText = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  const name = (e) => e.getAttribute("aria-label") || e.labels?.[0]?.textContent || e.textContent;
  const pressable = all.filter((e) => e.matches("button, select, textarea, a[href]"));
  const faults = [];

  pressable.filter((e) => !name(e)?.trim()).forEach((e) => faults.push(`no name: ${label(e)}`));
  all.filter((e) => e.matches("img:not([alt])")).forEach((e) => faults.push(`no alt: ${label(e)}`));
  pressable.filter((e) => Math.min(e.offsetWidth, e.offsetHeight) < TARGET_PX).forEach((e) => faults.push(`small ${e.offsetWidth}×${e.offsetHeight}: ${label(e)}`));
  all.filter((e) => hasText(e) && !e.closest(":disabled") && contrast(e) < needed(e)).forEach((e) => faults.push(`contrast ${contrast(e).toFixed(1)}: ${label(e)}`));
  all.filter((e) => hasText(e) && e.getBoundingClientRect().right > innerWidth + 1).forEach((e) => faults.push(`past the edge: ${label(e)}`));
  all.filter((e) => getComputedStyle(e).display !== "inline" && e.scrollWidth > e.clientWidth + 2).forEach((e) => faults.push(`too wide: ${label(e)}`));
  all.filter((e) => e.matches("button") && e.scrollHeight > e.clientHeight + 4).forEach((e) => faults.push(`too high: ${label(e)}`));
  if (all.some((e) => /[{}]|undefined|NaN|null/.test(hasText(e) ? e.textContent : ""))) faults.push("a text was not filled in");
  if (getComputedStyle(document.body).overflow === "hidden" && document.querySelector("#app").scrollHeight > innerHeight + 1) faults.push("does not fit on the screen");
  return faults;
}
