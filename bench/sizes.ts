// KV reads by kind of request and writes by kind of change, for a site of N articles in two languages. A process of its
// own for each N: `node bench/sizes.ts N` prints one line of JSON.
import { createVisnyk } from "../src/app.ts";
import { buildRelease } from "../src/publish/build/build.ts";
import { loadRelease } from "../src/publish/build/release-reader.ts";
import { commit, nextPointer, objectWrite, readPointer } from "../src/publish/commit/commit.ts";
import { planRollback } from "../src/publish/commit/rollback.ts";
import { objectReader } from "../src/publish/kv/object-reader.ts";
import type { Compiled } from "../src/publish/model.ts";
import { compileSynthetic, type SyntheticArticle, siteWith } from "../tests/support/node/corpus.ts";
import { MemoryKv } from "../tests/support/node/memory-kv.ts";

export interface SizeReport {
  articles: number;
  /** KV reads by kind of request, of an isolate that knows the release. */
  reads: Record<string, number>;
  /** KV writes by kind of change, the pointer's included. */
  writes: Record<string, number>;
  /** Bytes of the largest object of each kind. */
  bytes: Record<string, number>;
  /** Seconds for the release from nothing, and for one edit. */
  seconds: { first: number; edit: number };
}

const ORIGIN = "https://visnyk.example";
const NOW = Date.parse("2026-01-01T00:00:00Z");
const SECTIONS = Array.from({ length: 10 }, (_, i) => `section-${i}`);
const AUTHORS = Array.from({ length: 50 }, (_, i) => `author-${i}`);
const SITE = siteWith(SECTIONS, AUTHORS);

const article = (n: number, fields: Partial<SyntheticArticle> = {}): SyntheticArticle => ({
  id: `article-${n}`,
  datePublished: new Date(NOW - (n + 1) * 600_000).toISOString().replace(".000", ""),
  section: SECTIONS[n % SECTIONS.length] as string,
  author: [AUTHORS[n % AUTHORS.length] as string],
  text: "A text.",
  translated: n % 3 !== 0,
  ...fields,
});

async function report(articles: number): Promise<SizeReport> {
  const kv = new MemoryKv();
  const all = new Map(Array.from({ length: articles }, (_, n) => [`article-${n}`, article(n)]));
  const compiled = await compileSynthetic(SITE, all.values());
  const seconds = { first: 0, edit: 0 };

  /** Makes what is compiled live; @returns the writes that it took. */
  const publish = async (): Promise<number> => {
    const base = await readPointer(kv);
    const read = objectReader(kv);
    const live = base?.timeline[0]?.release ?? null;
    const parent = live === null ? null : await loadRelease(read, live);
    const built = await buildRelease(compiled, parent, NOW, read);
    const objects = [...compiled.objects, ...built.objects].filter(([hash]) => !parent?.reach.has(hash));
    const pointer = nextPointer(base, [{ from: 0, release: built.hash }], live);
    return commit(
      { objects: objects.map(([hash, encode]) => objectWrite(hash, encode, NOW)), pointer, base },
      kv,
    );
  };
  /** Compiles one article anew, or takes it out. */
  const change = async (id: string, to: SyntheticArticle | null): Promise<number> => {
    const at = compiled.articles.findIndex(({ row }) => row.id === id);
    const one = to && (await compileSynthetic(SITE, [to]));
    compiled.articles.splice(at === -1 ? 0 : at, at === -1 ? 0 : 1, ...(one?.articles ?? []));
    compiled.objects = one?.objects ?? (new Map() as Compiled["objects"]);
    return publish();
  };

  let started = performance.now();
  const first = await publish();
  seconds.first = (performance.now() - started) / 1000;
  const middle = Math.floor(articles / 2);
  const writes: Record<string, number> = { "first release": first };
  writes["new article"] = await change("new", article(-1, { id: "new" }));
  started = performance.now();
  writes["edit of an old one"] = await change(
    `article-${middle}`,
    article(middle, { text: "Another text." }),
  );
  seconds.edit = (performance.now() - started) / 1000;
  writes["move to another section"] = await change(
    `article-${middle}`,
    article(middle, { text: "Another text.", section: SECTIONS[(middle + 1) % SECTIONS.length] as string }),
  );
  writes.deletion = await change(`article-${articles - 1}`, null);
  const { token } = (await (await openIsolate(kv).get("/v1/en/sync")).json()) as { token: string };
  writes.rollback = await commit(await planRollback(kv, null, NOW), kv);

  const bytes: Record<string, number> = {};
  const release = await loadRelease(objectReader(kv), (await readPointer(kv))?.timeline[0]?.release ?? "");
  const size = (hash: string) => kv.values.get(`object/${hash}`)?.value.byteLength ?? 0;
  bytes.release = size(release.hash);
  bytes.catalog = size(release.release.catalog);
  bytes["largest shard"] = Math.max(...release.release.slugs.map(([, hash]) => size(hash)));
  bytes["largest leaf"] = Math.max(
    ...Object.values(release.catalog)
      .flat()
      .map(([leaf]) => size(leaf)),
  );

  const reads = await countReads(kv, `article-${middle}-en`, token);
  return {
    articles,
    reads,
    writes,
    bytes,
    seconds,
  };
}

/**
 * Each kind of request at an isolate that has read the pointer and the release, and nothing else.
 * @param token of a client that has not heard of the newest change.
 */
async function countReads(kv: MemoryKv, slug: string, token: string): Promise<Record<string, number>> {
  const kinds: Record<string, [path: string, headers?: Record<string, string>]> = {
    article: [`/v1/en/articles/${slug}`],
    "its 304": [`/v1/en/articles/${slug}`, { "if-none-match": "*" }],
    "a 404": ["/v1/en/articles/nothing"],
    "list of 20": ["/v1/uk/articles"],
    "list of 100": ["/v1/uk/articles?limit=100"],
    "20 by id": [`/v1/en/articles?ids=${Array.from({ length: 20 }, (_, n) => `article-${n}`)}`],
    sections: ["/v1/en/sections"],
    "sync, one change": [`/v1/en/sync?since=${token}`],
    "first sync, a page": ["/v1/en/sync"],
    "20 for offline": ["/v1/en/offline"],
    feed: ["/uk/feed.atom"],
    "feed of a section": ["/en/sections/section-1/feed.json"],
    "the feed's 304": ["/uk/feed.atom", { "if-none-match": "*" }],
    sitemap: ["/sitemap.xml"],
    "part of it": ["/sitemap-1.xml"],
    "news sitemap": ["/news-sitemap.xml"],
    "llms.txt": ["/llms.txt"],
  };
  const counts: Record<string, number> = {};
  for (const [kind, [path, headers = {}]] of Object.entries(kinds)) {
    const isolate = openIsolate(kv);
    await isolate.get("/healthz");
    const before = isolate.reads();
    const response = await isolate.get(path, { headers });
    await response.arrayBuffer();
    if (response.status >= 500) throw new Error(`${path}: ${response.status}`);
    counts[kind] = isolate.reads() - before;
  }
  return counts;
}

/** An isolate that has read nothing yet, and how often it has read since. */
function openIsolate(kv: MemoryKv) {
  let reads = 0;
  const { get, getWithMetadata } = kv.reader();
  const visnyk = createVisnyk({
    kv: {
      getWithMetadata: (...args) => {
        reads++;
        return getWithMetadata(...args);
      },
      get: (...args) => {
        reads++;
        return get(...args);
      },
    },
    assets: { fetch: async () => new Response(null, { status: 404 }) },
    origin: ORIGIN,
    build: "bench",
    now: () => NOW,
    waitUntil: () => {},
  });
  const scope = { render: (url: string) => visnyk.render(new Request(url)) };
  return {
    get: (url: string, init?: RequestInit) => visnyk.fetch(new Request(ORIGIN + url, init), scope),
    reads: () => reads,
  };
}

if (import.meta.main) console.log(JSON.stringify(await report(Number(process.argv[2]))));
