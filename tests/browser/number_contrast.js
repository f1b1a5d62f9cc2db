// The numbers of the page that stand out less than 7 to 1 from what is behind them, by WCAG 2.2's relative luminance.
() => {
  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const over = (top, a, below) => top.map((each, index) => each * a + below[index] * (1 - a));
  const behind = (e) => {
    if (!e) return [255, 255, 255];
    const { rgb, a } = parse(getComputedStyle(e).backgroundColor);
    return a === 1 ? rgb : over(rgb, a, behind(e.parentElement));
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const opacity = (e) => (e ? Number(getComputedStyle(e).opacity) * opacity(e.parentElement) : 1);
  const contrast = (e) => {
    const below = behind(e);
    const { rgb, a } = parse(getComputedStyle(e).color);
    const [high, low] = [light(over(rgb, a * opacity(e), below)), light(below)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const numbers = [...document.querySelectorAll(".num:not(.letter)")].filter((e) => e.textContent.trim() && e.checkVisibility({ checkVisibilityCSS: true }));
  const weak = numbers.filter((e) => contrast(e) < 7).map((e) => `${e.className} ${e.textContent} ${contrast(e).toFixed(1)}`);
  return { count: numbers.length, weak };
}
