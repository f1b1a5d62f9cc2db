/** What charts share: a place measured in pixels, and the words for who cannot see them. */

import { html, useEffect, useRef, useState } from "/static/vendor/preact.js";

/** Two pictures side by side are equally tall. */
export const PICTURE_HEIGHT = 330;

let made = 0;

/**
 * An SVG as large as its place, drawn anew when that changes, so that letters keep their size.
 *
 * @param {{title: string, desc: string, height?: number, class?: string, draw: (width: number, height: number) => any}} props
 *   without `height` it fills its place
 */
export function ChartFrame({ title, desc, height, class: extra = "", draw }) {
  const [place, size] = usePlace();
  const [id] = useState(() => `chart-${(made += 1)}`);
  const [width, tall] = [size.width, height ?? size.height];
  return html`<div class=${`chart ${extra}`} ref=${place} style=${height ? { height: `${height}px` } : undefined}>
    ${width > 0 && tall > 0 && html`<svg role="img" aria-labelledby=${`${id}-title ${id}-desc`} width=${width} height=${tall} viewBox=${`0 0 ${width} ${tall}`}>
      <title id=${`${id}-title`}>${title}</title>
      <desc id=${`${id}-desc`}>${desc}</desc>
      ${draw(width, tall)}
    </svg>`}
  </div>`;
}

/** @returns {[any, {width: number, height: number}]} */
function usePlace() {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (!place.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) });
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return [place, size];
}
