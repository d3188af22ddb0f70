// Inline styles and scripts of each kind of HTML document, for its Content-Security-Policy.
import type { DocumentParts } from "../http/headers.ts";
import { CARD_STYLE, LIST_EMBED_STYLE } from "../render/embeds/card-style.ts";
import { FRAGMENT_STYLE } from "../render/embeds/fragment.ts";
import { FULL_STYLE } from "../render/embeds/full.ts";
import { HOSTED_SCRIPT } from "../render/embeds/hosted.ts";
import { PAGE_STYLE } from "../render/pages/page-style.ts";

/** Ours, and previews of them. */
const PICTURES = "'self' data:";
const FRAMED = { ancestors: "*", pictures: PICTURES } as const;

export const PAGE: DocumentParts = { ancestors: "'none'", styles: [PAGE_STYLE], pictures: PICTURES };
export const CARD: DocumentParts = { ...FRAMED, styles: [CARD_STYLE] };
export const HOSTED: DocumentParts = { ...CARD, scripts: [HOSTED_SCRIPT] };
export const FULL: DocumentParts = { ...FRAMED, styles: [FULL_STYLE], scripts: [HOSTED_SCRIPT] };
export const FRAGMENT: DocumentParts = {
  ancestors: "'none'",
  styles: [FRAGMENT_STYLE],
  pictures: PICTURES,
};
export const LIST_EMBED: DocumentParts = { ancestors: "*", styles: [LIST_EMBED_STYLE] };
