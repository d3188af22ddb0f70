// The colours of everything that readers see, each for light and for dark, and the serif of headlines. In text and
// links the contrast is at least 4.5 to 1 (WCAG 2.2, 1.4.3).

const COLOURS = {
  ink: ["#16191d", "#e8e9ea"],
  paper: ["#fff", "#13161a"],
  soft: ["#555d66", "#a6afb8"],
  line: ["#d5d9de", "#353c44"],
  link: ["#0b4f9e", "#8dbfff"],
  tint: ["#f2f5f9", "#1c2127"],
} as const;

/** One of the two schemes, as declarations of custom properties. */
const scheme = (which: 0 | 1): string =>
  Object.entries(COLOURS)
    .map(([name, both]) => `--${name}:${both[which]};`)
    .join("");

const SERIF = `--serif:Charter,"Bitstream Charter","Sitka Text",Cambria,Georgia,serif;`;

/** For a page: the reader's scheme, in browsers of any age. */
export const PAGE_PALETTE = `:root{color-scheme:light dark;${scheme(0)}${SERIF}}@media(prefers-color-scheme:dark){:root{${scheme(1)}}}`;

/** For a frame: its host's scheme, or the one that it asked for. */
export const FRAME_PALETTE = `:root{color-scheme:light dark;${Object.entries(COLOURS)
  .map(([name, [light, dark]]) => `--${name}:light-dark(${light},${dark});`)
  .join("")}${SERIF}}[data-theme=light]{color-scheme:light}[data-theme=dark]{color-scheme:dark}`;
