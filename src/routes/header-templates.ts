// Header templates with the policies of inline styles and scripts: which texts a document may hold is known only
// where the texts are. Hashed once, when the isolate starts.
import { contentSecurity, type DocumentParts, FORMAT_HEADERS, type HeaderFormat } from "../http/headers.ts";
import { CARD_STYLE, LIST_EMBED_STYLE } from "../render/embeds/card-style.ts";
import { FRAGMENT_STYLE } from "../render/embeds/fragment.ts";
import { FULL_STYLE } from "../render/embeds/full.ts";
import { HOSTED_SCRIPT } from "../render/embeds/hosted.ts";
import { PAGE_STYLE } from "../render/pages/page-style.ts";

/** Ours, and previews of them. */
const PICTURES = "'self' data:";
const PAGE = await contentSecurity({
  ancestors: "'none'",
  styles: [PAGE_STYLE],
  pictures: PICTURES,
});

/** An embed's. */
const framed = (style: string, more: Partial<DocumentParts> = {}) =>
  contentSecurity({ ancestors: "*", styles: [style], ...more });

export const TEMPLATES: Record<HeaderFormat, Record<string, string>> = {
  ...FORMAT_HEADERS,
  page: { ...FORMAT_HEADERS.page, ...PAGE },
  errorPage: { ...FORMAT_HEADERS.errorPage, ...PAGE },
  card: { ...FORMAT_HEADERS.card, ...(await framed(CARD_STYLE, { pictures: PICTURES })) },
  hosted: {
    ...FORMAT_HEADERS.hosted,
    ...(await framed(CARD_STYLE, { pictures: PICTURES, scripts: [HOSTED_SCRIPT] })),
  },
  full: {
    ...FORMAT_HEADERS.full,
    ...(await framed(FULL_STYLE, { pictures: PICTURES, scripts: [HOSTED_SCRIPT] })),
  },
  fragment: {
    ...FORMAT_HEADERS.fragment,
    ...(await contentSecurity({ ancestors: "'none'", styles: [FRAGMENT_STYLE], pictures: PICTURES })),
  },
  listEmbed: { ...FORMAT_HEADERS.listEmbed, ...(await framed(LIST_EMBED_STYLE)) },
};
