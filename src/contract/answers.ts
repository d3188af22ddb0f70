// The API's own answers about the content folder: the examples of the contract are what it really says.
import { createVisnyk } from "../app.ts";
import type { SummaryRow } from "../article/summary.ts";
import { publish } from "../publish/commit/plan.ts";
import { compile } from "../publish/compile/compile.ts";
import type { KvWrite, PublishKv } from "../publish/kv/kv.ts";
import type { Content } from "../publish/model.ts";
import { PLACEHOLDER_ORIGIN } from "../store/documents.ts";

/** A KV that lasts as long as the build. */
class PassingKv implements PublishKv {
  readonly #values = new Map<string, KvWrite>();

  async get(keys: readonly string[]): Promise<Map<string, Uint8Array>> {
    return new Map(keys.flatMap((key) => this.#pair(key)));
  }
  async put(writes: readonly KvWrite[]): Promise<void> {
    for (const write of writes) this.#values.set(write.key, write);
  }
  async list(prefix: string): Promise<Map<string, unknown>> {
    const found = [...this.#values.values()].filter(({ key }) => key.startsWith(prefix));
    return new Map(found.map(({ key, metadata }) => [key, metadata ?? null]));
  }
  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#values.delete(key);
  }

  #pair(key: string): [string, Uint8Array][] {
    const found = this.#values.get(key);
    return found ? [[key, found.value]] : [];
  }
}

export interface Answers {
  /** @param path of this server. @throws unless the answer is a 200. */
  get(path: string): Promise<Response>;
  /** The article of the examples; `null` while there is none. A locale that does not have it has no slug. */
  article: { id: string; slugs: Record<string, string>; section: string } | null;
}

/** @param now milliseconds since 1970: what is scheduled for later is in no example. */
export async function openAnswers(content: Content, now: number): Promise<Answers> {
  const kv = new PassingKv();
  await publish(content, kv, now);
  const visnyk = createVisnyk({
    kv: {
      getWithMetadata: async (key) => {
        const value = (await kv.get([key])).get(key);
        return { value: value ? Uint8Array.from(value).buffer : null, metadata: null };
      },
      get: async (keys) => {
        const values = await kv.get(keys);
        const text = (key: string) => (values.has(key) ? new TextDecoder().decode(values.get(key)) : null);
        return new Map(keys.map((key) => [key, text(key)]));
      },
    },
    assets: { fetch: async () => new Response(null, { status: 404 }) },
    origin: PLACEHOLDER_ORIGIN,
    build: "0b5e3f0e-0000-4000-8000-000000000000",
    now: () => now,
    waitUntil: () => {},
  });
  const scope = { render: (url: string) => visnyk.render(new Request(url)) };
  const { articles } = await compile(content, now);
  return {
    article: chooseArticle(articles.map(({ row }) => row)),
    get: async (path) => {
      const response = await visnyk.fetch(new Request(PLACEHOLDER_ORIGIN + path), scope);
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      return response;
    },
  };
}

/** The newest of those that exist in the most languages. @param rows newest first. */
function chooseArticle(rows: readonly SummaryRow[]): Answers["article"] {
  const native = ({ editions }: SummaryRow): number =>
    Object.entries(editions).filter(([locale, { inLanguage }]) => locale === inLanguage).length;
  const row = rows.find((each) => rows.every((other) => native(other) <= native(each)));
  if (!row) return null;
  const slugs = Object.entries(row.editions).map(([locale, { slug }]) => [locale, slug]);
  return { id: row.id, slugs: Object.fromEntries(slugs), section: row.section };
}
