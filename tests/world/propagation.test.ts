// Publishing while the world reads: every location with its own lag, every sequence cut after every write.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ListSchema } from "../../src/article/article.ts";
import { type Locale, locales } from "../../src/i18n/locales.ts";
import { commit, PublishConflict, readPointer } from "../../src/publish/commit/commit.ts";
import { gc } from "../../src/publish/commit/gc.ts";
import { withLock } from "../../src/publish/commit/lock.ts";
import { publish } from "../../src/publish/commit/plan.ts";
import { releaseChain } from "../../src/publish/commit/releases.ts";
import { planRollback } from "../../src/publish/commit/rollback.ts";
import { loadContent } from "../../src/publish/content/load-content.ts";
import { objectReader } from "../../src/publish/kv/object-reader.ts";
import type { Content } from "../../src/publish/model.ts";
import { POINTER_KEY } from "../../src/store/keys.ts";
import { Copy, type Get } from "../support/copy.ts";
import { count, everyNth, SEED, seeds } from "../support/counts.ts";
import { usableFor } from "../support/edge-cache.ts";
import { readerOn } from "../support/node/isolate.ts";
import { Cut, MemoryKv } from "../support/node/memory-kv.ts";
import { Newsroom, SVG } from "../support/node/newsroom.ts";
import { locations, SimulatedKv, seeded } from "../support/node/simulated-kv.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");
const PATHS = [
  "/v1/en/articles/a-en",
  "/v1/uk/articles/a-uk",
  "/v1/uk/articles/b-en",
  "/v1/en/articles/c-en",
  "/v1/en/articles/later-en",
  "/v1/en/articles",
  "/v1/uk/articles?section=latest-news",
  "/v1/uk/by-id/b",
  "/v1/en/articles?ids=a,b,c",
];

async function answerOf(get: Get, path: string): Promise<string> {
  const response = await get(path);
  return `${response.status} ${response.headers.get("location") ?? ""} ${await response.text()}`;
}

/** A phone that is at another location every time, behind a cache that serves what it may, stale answers too. */
class Phone {
  readonly copy: Copy;
  readonly outcomes = { done: 0, later: 0 };
  readonly #get: Get;

  constructor(locale: Locale, readers: readonly Get[], now: () => number, random: () => number) {
    this.copy = new Copy(locale, true);
    const cache = new Map<string, { response: Response; until: number }>();
    this.#get = async (url) => {
      const found = cache.get(url);
      if (found && now() < found.until && random() < 0.5) return found.response.clone();
      const get = readers[Math.floor(random() * readers.length)] as Get;
      const response = await get(url);
      const until = now() + usableFor(response) * 1000;
      cache.set(url, { response: response.clone(), until });
      return response;
    };
  }

  async sync(): Promise<boolean> {
    const done = await this.copy.sync(this.#get);
    this.outcomes[done ? "done" : "later"]++;
    return done;
  }
}

/** Bodies by id: what the list leads to. */
async function everything(get: Get, locale: string): Promise<Map<string, unknown>> {
  const { items } = ListSchema.parse(await (await get(`/v1/${locale}/articles?limit=100`)).json());
  const bodies = items.map(
    async ({ id, links }): Promise<[string, unknown]> => [id, await (await get(links.self)).json()],
  );
  return new Map(await Promise.all(bodies));
}

/** What readers may get: the answers of every release that was live, by path. */
class Truth {
  readonly #answers = new Map<string, Set<string>>(PATHS.map((path) => [path, new Set()]));

  /** Takes the answers of what is live, and of what is going to be. */
  async add(kv: SimulatedKv): Promise<void> {
    const pointer = await readPointer(kv);
    for (const { from } of pointer?.timeline ?? []) {
      const whole = await kv.settled();
      const at = Math.max(from, kv.now);
      const read = readerOn(whole, () => at);
      for (const path of PATHS) this.#answers.get(path)?.add(await answerOf(read, path));
    }
  }

  expect(path: string, answer: string, when: string): void {
    if (answer.startsWith("503 ")) return;
    const known = this.#answers.get(path)?.has(answer);
    expect({ when, path, answer: answer.slice(0, 300), known }).toMatchObject({ known: true });
  }
}

const contents: Content[] = [];
let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await Newsroom.open("none");
  const take = async () => contents.push(await loadContent(newsroom.folder));
  await newsroom.article("a", "en");
  await newsroom.article("a", "uk");
  await newsroom.article("b", "en", { related: ["a"], image: { src: "b.svg", alt: "A picture" } });
  await newsroom.write("articles/b/b.svg", SVG);
  await take();
  await newsroom.article("a", "en", { headline: "Another headline" });
  await newsroom.article("c", "en", { aliases: ["c-before"] });
  await take();
  await newsroom.article("later", "en", {
    publishAt: new Date(NOW + 7200_000).toISOString().replace(".000", ""),
  });
  await newsroom.remove("articles/a/uk.md");
  await take();
});
afterAll(() => newsroom.close());

beforeAll(() => {
  // The cause of a failure goes to the log, and only there.
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterAll(() => vi.restoreAllMocks());

type Step = [name: string, work: (kv: SimulatedKv) => Promise<unknown>];
const publishing = (i: number): Step => [`publish ${i}`, (kv) => publish(contents[i] as Content, kv, kv.now)];
const rollingBack: Step = ["rollback", async (kv) => commit(await planRollback(kv, null, kv.now), kv)];
const clearing: Step = ["gc", (kv) => gc(kv, kv.now)];

/** Whatever a newsroom does in a day, with hours between. */
const DAY: [Step, minutesLater: number][] = [
  [publishing(0), 30],
  [publishing(1), 1],
  [publishing(2), 60],
  [rollingBack, 3],
  [publishing(1), 120],
  [publishing(2), 5],
  [publishing(0), 60 * 24 * 3],
  [publishing(1), 1],
  [publishing(0), 1],
  [publishing(1), 60 * 24 * 3],
  [clearing, 10],
  [publishing(2), 10],
];

/** Everybody everywhere reads, over the minutes in which a write travels. */
async function readAround(
  kv: SimulatedKv,
  readers: readonly Get[],
  phones: readonly Phone[],
  truth: Truth,
  when: string,
) {
  for (const seconds of [0, 7, 24, 35, 60]) {
    kv.now += seconds * 1000;
    for (const [location, read] of readers.entries()) {
      for (const path of PATHS)
        truth.expect(path, await answerOf(read, path), `${when}, +${seconds} s, location ${location}`);
    }
    for (const phone of phones) await phone.sync();
  }
}

describe("the world reads while a newsroom publishes, rolls back and clears away", () => {
  it.each(seeds(3, 1))(
    "and gets no torn body and no false 404, and its copies lose nothing, wherever a write was cut (%i)",
    {
      timeout: 120_000,
    },
    async (seed) => {
      const random = seeded(seed);
      const kv = new SimulatedKv(NOW, random);
      const truth = new Truth();
      const readers = everyNth(locations, 2).map((location) => readerOn(kv.reader(location), () => kv.now));
      const phones = locales.map((locale) => new Phone(locale, readers, () => kv.now, random));
      let cuts = 0;
      for (const [[name, work], minutesLater] of DAY) {
        let done = false;
        // Before the first release there is nothing that could be torn.
        for (let cut = 0; !done && (await readPointer(kv)); cut += 1 + Math.floor(random() * 2)) {
          kv.left = cut;
          done = await work(kv).then(
            () => true,
            (error) => {
              if (error instanceof Cut) return false;
              throw error;
            },
          );
          kv.left = Number.POSITIVE_INFINITY;
          await truth.add(kv);
          await readAround(kv, readers, phones, truth, `${name} cut after ${cut}`);
          cuts++;
        }
        kv.failures = 0.02;
        if (!done) await work(kv);
        await truth.add(kv);
        await readAround(kv, readers, phones, truth, name);
        kv.failures = 0;
        kv.now += minutesLater * 60_000;
        await readAround(kv, readers, phones, truth, `${name}, later`);
      }
      expect(cuts).toBeGreaterThan(30);
      // And in the end everybody reads the same.
      kv.now += 600_000;
      for (const read of readers) await read("/healthz");
      kv.now += 600_000;
      const health = await Promise.all(readers.map((read) => answerOf(read, "/healthz")));
      expect(new Set(health).size).toBe(1);
      expect(health[0]).toMatch(/^200 /);
      // Nor has a copy lost anything, whoever it was told by.
      for (const phone of phones) {
        const { copy, outcomes } = phone;
        expect(outcomes.done).toBeGreaterThan(100);
        expect(outcomes.later).toBeGreaterThan(0);
        expect(await phone.sync()).toBe(true);
        const articles = [...copy.articles].map(([id, { article }]): [string, unknown] => [id, article]);
        expect(new Map(articles)).toEqual(await everything(readers[0] as Get, copy.locale));
      }
    },
  );
});

const RUNS = count(1000, 60);

describe("two publishers on one machine", () => {
  it(`lose nothing in ${RUNS} random interleavings: one is refused, or they come one after the other`, {
    timeout: 120_000,
  }, async () => {
    const random = seeded(SEED);
    const folder = await mkdtemp(join(tmpdir(), "visnyk-lock-"));
    let refused = 0;
    for (let run = 0; run < RUNS; run++) {
      const kv = new MemoryKv();
      await publish(contents[0] as Content, kv, NOW);
      const pause = () =>
        new Promise<void>((resolve) => (random() < 0.5 ? resolve() : setImmediate(resolve)));
      for (const name of ["get", "put"] as const) {
        const real = kv[name].bind(kv) as (...args: unknown[]) => Promise<unknown>;
        Object.assign(kv, {
          [name]: async (...args: unknown[]) => {
            await pause();
            const result = await real(...args);
            await pause();
            return result;
          },
        });
      }
      const begin = (i: number) => withLock(folder, () => publish(contents[i] as Content, kv, NOW + i));
      const first = begin(1);
      // The other one begins at once, somewhere in the middle, or when this one has ended.
      const wait = random();
      if (wait < 0.2) await first;
      else if (wait < 0.6) await new Promise((resolve) => setTimeout(resolve, random() * 30));
      const outcomes = await Promise.allSettled([first, begin(2)]);
      const done = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(PublishConflict);
      }
      refused += outcomes.length - done.length;
      expect(done.length).toBeGreaterThan(0);
      const pointer = await readPointer(kv);
      // Every success is one edit and one release in the chain: none was overwritten unseen.
      expect(pointer?.edit).toBe(1 + done.length);
      const read = objectReader(kv);
      const chain: string[] = [];
      for await (const { hash } of releaseChain(read, pointer?.timeline[0]?.release ?? "")) chain.push(hash);
      expect(chain).toEqual(expect.arrayContaining(done.map(({ release }) => release)));
      expect(chain).toHaveLength(1 + done.length);
      expect(kv.log.at(-1)?.key).toBe(POINTER_KEY);
    }
    // Both ways of ending were seen.
    expect(refused).toBeGreaterThan(RUNS / 20);
    expect(refused).toBeLessThan(RUNS);
    await rm(folder, { recursive: true });
  });
});
