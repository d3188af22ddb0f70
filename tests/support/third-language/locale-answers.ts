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
  /** By path: what is served, as text, or base64 where it is a picture. */
  served: Record<string, { status: number; headers: Record<string, string>; text: string }>;
  negotiated: string;
  articles: string[];
  docs: string;
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
  const bytes = Buffer.from(await response.arrayBuffer());
  const isPicture = response.headers.get("content-type")?.startsWith("image/");
  served[path] = {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: bytes.toString(isPicture ? "base64" : "utf8"),
  };
}
const answers: LocaleAnswers = {
  locales,
  served,
  negotiated: negotiateLocale(language),
  articles: [1, 2, 5, 22].map((count) => translate(locale, "page.articles", { count })),
  docs: (await buildDocuments(now)).find(({ path }) => path === `/docs/${locale}`)?.text ?? "",
};
console.log(JSON.stringify(answers));
