// The contract for people, in one language: the main calls, embeds, sync, the reference and every problem.
import { html, raw } from "hono/html";
import type { Article } from "../article/article.ts";
import { articlePagePath, cardPath, docsPath, OPENAPI_PATH, problemPath } from "../article/paths.ts";
import type { Example } from "../contract/examples.ts";
import type { OpenApi } from "../contract/openapi.ts";
import { languageOfWords, words } from "../contract/words.ts";
import type { Deprecation } from "../http/deprecations.ts";
import { PROBLEMS, type ProblemCode } from "../http/problems.ts";
import { type Locale, locales } from "../i18n/locales.ts";
import { translate } from "../i18n/messages.ts";
import { langUnless } from "../render/blocks.ts";
import { renderDocument, renderHreflang } from "../render/pages/document.ts";
import { cardSnippet, fullSnippet } from "../render/snippets.ts";
import type { Html } from "../render/view.ts";
import { PLACEHOLDER_ORIGIN } from "../store/documents.ts";
import { type Place, readSample, renderCall, renderChooser } from "./calls.ts";
import { code, entry, fold, paragraphs, prose } from "./markup.ts";
import { renderReference } from "./reference.ts";
import { DOCS_SCRIPT } from "./script.ts";
import { DOCS_STYLE } from "./style.ts";
import { renderSyncPicture } from "./sync-picture.ts";

export interface DocsPage {
  locale: Locale;
  openapi: OpenApi;
  /** By id of the operation. */
  examples: Readonly<Record<string, Example>>;
  /** The article that the page shows; `null` where there is none. */
  article: Pick<Article, "headline" | "links"> | null;
  slug: string;
  deprecations: readonly Deprecation[];
}

type Say = (key: string, values?: Record<string, unknown>) => string;
type Part = (page: DocsPage, say: Say) => Html;

/** In the order of the page; the ids are addresses that others link to. */
const PARTS = {
  start: ({ locale }, say) => html`${paragraphs(say("start.text"))}
<dl class="facts">${entry(say("start.base"), html`<code>${PLACEHOLDER_ORIGIN}/v1/${locale}</code>`)}
${entry(say("start.contract"), html`<a href="${OPENAPI_PATH}">${OPENAPI_PATH}</a>`)}
${entry(say("start.access"), say("start.open"))}
${entry(say("start.languages"), prose(locales.map((each) => `\`${each}\``).join(", ")))}</dl>`,

  program: (page, say) => html`${paragraphs(say("program.text"))}
<div id="news">${code(readSample("news.ts", placeOf(page)))}</div>`,

  calls: (page, say) => {
    const { listArticles = null, getArticle = null, listNegotiatedArticles = null } = page.examples;
    const place = placeOf(page);
    return html`${paragraphs(say("calls.text"))}
${renderCall("list", place, listArticles)}
${renderCall("article", place, getArticle)}
${renderCall("language", place, listNegotiatedArticles)}
${renderCall("again", place, null)}
${renderCall("errors", place, null)}`;
  },

  sync: (page, say) => html`${paragraphs(say("sync.text"))}
${renderSyncPicture(page.locale)}
${renderCall("sync", placeOf(page), page.examples.sync ?? null)}`,

  clients: (_, say) => html`${paragraphs(say("clients.text"))}
<dl class="facts">${entry("TypeScript", code(`npx openapi-typescript ${PLACEHOLDER_ORIGIN + OPENAPI_PATH} -o api.d.ts`))}
${entry("Swift", code(`curl -so openapi.json ${PLACEHOLDER_ORIGIN + OPENAPI_PATH}\nswift run swift-openapi-generator generate openapi.json --mode types --mode client`))}
${entry("Kotlin", code(`npx @openapitools/openapi-generator-cli generate -g kotlin -i ${PLACEHOLDER_ORIGIN + OPENAPI_PATH} -o client`))}
${entry("Flutter", code(`npx @openapitools/openapi-generator-cli generate -g dart-dio -i ${PLACEHOLDER_ORIGIN + OPENAPI_PATH} -o client`))}</dl>`,

  embeds: ({ locale, slug, article }, say) => {
    if (!article) return paragraphs(say("embeds.text"));
    const { headline, links } = article;
    const card = cardPath(locale, slug);
    // The snippets put the origin before stored URLs, which have none.
    const stored = { headline, url: articlePagePath(locale, slug), links: { ...links, embed: card } };
    return html`${paragraphs(say("embeds.text"))}
<h3>${say("embeds.card")}</h3>
${code(cardSnippet(stored, PLACEHOLDER_ORIGIN))}
<p>${say("embeds.looks")}</p>
<iframe class="card" src="${card}" title="${headline}" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<h3>${say("embeds.full")}</h3>
${code(fullSnippet(stored, PLACEHOLDER_ORIGIN))}
<h3>${say("embeds.other")}</h3>
<p>${prose(say("embeds.otherText"))}</p>`;
  },

  reference: ({ openapi, examples, locale }) => renderReference(openapi, examples, locale),

  problems: ({ locale }, say) => html`${paragraphs(say("problems.text"))}
${(Object.keys(PROBLEMS) as ProblemCode[]).map((code) =>
  fold(
    `problem-${code}`,
    3,
    html`<code>${code}</code> <small>${PROBLEMS[code].status}</small>`,
    translate(locale, `problem.${code}.title`),
    html`<p>${prose(words(locale, `problems.${code}.when`))}</p>
<p>${prose(words(locale, `problems.${code}.do`))}</p>
<p class="small"><a href="${problemPath(code)}">${problemPath(code)}</a></p>`,
  ),
)}`,

  changes: ({ deprecations }, say) => html`${paragraphs(say("changes.text"))}
${
  deprecations.length === 0
    ? html`<p>${say("changes.none")}</p>`
    : html`<ul>${deprecations.map(
        ({ path, parameter, since, sunset }) =>
          html`<li><code>${path}${parameter && `?${parameter}=`}</code>: <time>${since}</time>${sunset && html` – <time>${sunset}</time>`}</li>`,
      )}</ul>`
}`,
} satisfies Record<string, Part>;

const placeOf = ({ locale, slug }: DocsPage): Place => ({
  locale,
  slug: encodeURIComponent(slug),
});

export function renderDocsPage(page: DocsPage): string {
  const { locale } = page;
  const say: Say = (key, values) => words(locale, `docs.${key}`, values);
  const languages = locales.map((each) => ({ locale: each, url: docsPath(each) }));
  const part = (
    id: keyof typeof PARTS,
  ) => html`<section class="part" id="${id}"><h2>${say(`${id}.title`)}</h2>
${PARTS[id](page, say)}</section>`;
  return renderDocument({
    locale,
    title: say("title"),
    // It is ours, not the newsroom's, and the same whatever is published.
    site: null,
    head: html`<meta name="description" content="${say("lede")}">
<link rel="canonical" href="${PLACEHOLDER_ORIGIN}${docsPath(locale)}">
${renderHreflang(languages, PLACEHOLDER_ORIGIN)}<style>${raw(DOCS_STYLE)}</style>`,
    path: docsPath(locale),
    languages,
    main: html`<div class="docs"${langUnless(locale, languageOfWords(locale))}><header><h1>${say("title")}</h1><p class="lede">${say("lede")}</p></header>
<nav class="toc" aria-label="${say("toc")}"><ul>${Object.keys(PARTS).map((id) => html`<li><a href="#${id}">${say(`${id}.title`)}</a></li>`)}</ul></nav>
<div class="words">${part("start")}${part("program")}
<div class="guide">${renderChooser(locale)}${part("calls")}${part("sync")}</div>
${(["clients", "embeds", "reference", "problems", "changes"] as const).map(part)}</div></div>
<script data-copy="${say("copy")}" data-copied="${say("copied")}" data-ask="${say("ask")}">${raw(DOCS_SCRIPT)}</script>`,
  });
}
