// Header templates with the policies of inline styles and scripts: which texts a document may hold is known only
// where the texts are. Hashed once, when the isolate starts.
import { contentSecurity, FORMAT_HEADERS, type HeaderFormat } from "../http/headers.ts";
import { CARD_STYLE, LIST_EMBED_STYLE } from "../render/card-style.ts";
import { FRAGMENT_STYLE } from "../render/fragment.ts";
import { FULL_STYLE } from "../render/full.ts";
import { HOSTED_SCRIPT } from "../render/hosted.ts";
import { PAGE_STYLE } from "../render/page-style.ts";

const PAGE = await contentSecurity("'none'", [PAGE_STYLE]);

export const TEMPLATES: Record<HeaderFormat, Record<string, string>> = {
  ...FORMAT_HEADERS,
  page: { ...FORMAT_HEADERS.page, ...PAGE },
  errorPage: { ...FORMAT_HEADERS.errorPage, ...PAGE },
  card: { ...FORMAT_HEADERS.card, ...(await contentSecurity("*", [CARD_STYLE])) },
  hosted: { ...FORMAT_HEADERS.hosted, ...(await contentSecurity("*", [CARD_STYLE], [HOSTED_SCRIPT])) },
  full: { ...FORMAT_HEADERS.full, ...(await contentSecurity("*", [FULL_STYLE], [HOSTED_SCRIPT])) },
  fragment: { ...FORMAT_HEADERS.fragment, ...(await contentSecurity("'none'", [FRAGMENT_STYLE])) },
  listEmbed: { ...FORMAT_HEADERS.listEmbed, ...(await contentSecurity("*", [LIST_EMBED_STYLE])) },
};
