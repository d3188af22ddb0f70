// A program: publishes the content of the project that it lies in, and prints answers about it in a locale as JSON. It
// is run in a copy of the project, whose locales are not those of the process that runs it.
import { join } from "node:path";
import { buildDocuments } from "../../../src/docs/documents.ts";
import { type Locale, locales } from "../../../src/i18n/locales.ts";
import { translate } from "../../../src/i18n/messages.ts";
import { negotiateLocale } from "../../../src/i18n/negotiate.ts";
import { publish } from "../../../src/publish/commit/plan.ts";
import { loadContent } from "../../../src/publish/content/load-content.ts";
import { ROOT } from "../../../src/publish/files/root.ts";
import { isolateOn } from "../node/isolate.ts";
import { MemoryKv } from "../node/memory-kv.ts";

export interface LocaleAnswers {
  locales: readonly string[];
  /** By path. */
  served: Record<string, { status: number; headers: Record<string, string>; text: string }>;
  negotiated: string;
  articles: string[];
  docs: string;
  /** The social card of the last path, in base64. */
  card: string;
}

const [tag = "", language = "", ...paths] = process.argv.slice(2);
const locale = tag as Locale;
const now = Date.now();
const kv = new MemoryKv();
const content = await loadContent(join(ROOT, "content"));
await publish(content, kv, now);
const get = isolateOn(kv, () => now);

const served: LocaleAnswers["served"] = {};
for (const path of paths) {
  const response = await get(path, { "accept-language": language });
  const { status, headers } = response;
  served[path] = { status, headers: Object.fromEntries(headers), text: await response.text() };
}
const page = served[paths.at(-1) ?? ""]?.text ?? "";
const [, card = ""] = /property="og:image" content="([^"]+)"/.exec(page) ?? [];
const answers: LocaleAnswers = {
  locales,
  served,
  negotiated: negotiateLocale(language),
  articles: [1, 2, 5, 22].map((count) => translate(locale, "page.articles", { count })),
  card: Buffer.from(await (await get(card)).arrayBuffer()).toString("base64"),
  docs: (await buildDocuments(now)).find(({ path }) => path === `/docs/${locale}`)?.text ?? "",
};
console.log(JSON.stringify(answers));
