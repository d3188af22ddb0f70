// Paints a social card: the headline as the newsroom sets it, in its own language. Letters become outlines of fonts
// from a package, so that every machine paints the same.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import satori, { type Font } from "satori";
import sharp from "sharp";
import { SOCIAL_CARD_HEIGHT, SOCIAL_CARD_WIDTH } from "../../article/picture.ts";
import type { CardWords } from "../model.ts";

const require = createRequire(import.meta.url);
/** Of each letter the first that has it: Ukrainian's are in the first two, ₴ and № among them. */
const SUBSETS = ["latin", "cyrillic", "cyrillic-ext", "latin-ext", "greek", "vietnamese"];
const FAMILY = SUBSETS.join();
const fonts = await Promise.all(
  SUBSETS.map(async (subset): Promise<Font> => {
    const file = `@fontsource/source-serif-4/files/source-serif-4-${subset}-700-normal.woff`;
    return { name: subset, weight: 700, style: "normal", data: await readFile(require.resolve(file)) };
  }),
);

const INK = "#16191d";
const MARK = "#0b4f9e";
const MARGIN = 72;
const WIDTH = SOCIAL_CARD_WIDTH - 2 * MARGIN;
const HEADLINE_HEIGHT = 350;
/** Pixels, the largest first. At the last, any headline that may be published has room. */
const SIZES = [112, 98, 86, 77, 69, 61, 54, 48, 42, 37];

type Style = Record<string, string | number>;
interface Box {
  type: "div";
  props: { style: Style; children: string | Box[] };
}
const box = (style: Style, children: string | Box[] = []): Box => ({
  type: "div",
  props: { style: { display: "flex", ...style }, children },
});

/** @returns a PNG. */
export async function paintCard(words: CardWords): Promise<Uint8Array> {
  return sharp(Buffer.from(await outlineCard(words)))
    .flatten()
    .png()
    .toBuffer();
}

/** @returns an SVG in which letters are outlines. */
export async function outlineCard({ headline, section, site }: CardWords): Promise<string> {
  const layout = box(
    {
      flexDirection: "column",
      justifyContent: "space-between",
      width: SOCIAL_CARD_WIDTH,
      height: SOCIAL_CARD_HEIGHT,
      boxSizing: "border-box",
      padding: `56px ${MARGIN}px 60px`,
      borderTop: `16px solid ${MARK}`,
      background: "#fff",
      fontFamily: FAMILY,
    },
    [
      line(section, { fontSize: 36, color: MARK }),
      await fitHeadline(headline),
      box({ alignItems: "center" }, [sign(), line(site, { fontSize: 44, color: INK })]),
    ],
  );
  return draw(layout, { width: SOCIAL_CARD_WIDTH, height: SOCIAL_CARD_HEIGHT });
}

/** Characters without a glyph, such as emoji, are left out: an empty box says nothing. */
const draw = (layout: Box, size: { width: number; height?: number }): Promise<string> =>
  satori(layout, { ...size, fonts, loadAdditionalAsset: async () => NOTHING });
const NOTHING = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/%3E";

/** One line, cut off where it has to be. */
const line = (text: string, style: Style): Box =>
  box(
    {
      display: "block",
      maxWidth: WIDTH,
      lineHeight: 1.25,
      whiteSpace: "nowrap",
      overflow: "hidden",
      textOverflow: "ellipsis",
      ...style,
    },
    text,
  );

/** The mark of the pages' icon. */
const sign = (): Box =>
  box(
    {
      flexDirection: "column",
      boxSizing: "border-box",
      width: 45,
      height: 45,
      padding: 10,
      marginRight: 18,
      background: MARK,
    },
    [25, 25, 15].map((width) => box({ width, height: 5, marginBottom: 5, background: "#fff" })),
  );

/** In the largest type in which all of it has room. */
async function fitHeadline(headline: string): Promise<Box> {
  const set = (fontSize: number, style: Style = {}) =>
    box(
      {
        fontSize,
        lineHeight: 1.14,
        letterSpacing: "-0.012em",
        color: INK,
        fontFamily: FAMILY,
        width: WIDTH,
        wordBreak: "break-word",
        ...style,
      },
      // A word of one letter does not end a line: «з», «і», “a”.
      headline.replace(/(?<=(?:^|\s)\p{L}) /gu, "\u00a0"),
    );
  const hasRoom = async (size: number) => {
    const svg = await draw(set(size), { width: WIDTH });
    return Number(/height="([\d.]+)"/.exec(svg)?.[1]) <= HEADLINE_HEIGHT;
  };
  let first = 0;
  for (let last = SIZES.length - 1; first < last; ) {
    const middle = Math.floor((first + last) / 2);
    if (await hasRoom(SIZES[middle] as number)) last = middle;
    else first = middle + 1;
  }
  // Balanced lines are as many as others, and take longer to find.
  return set(SIZES[first] as number, { textWrap: "balance" });
}
