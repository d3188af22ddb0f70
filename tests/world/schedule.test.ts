// Scheduled articles, with the world in front of them: eight locations that hear of a write late, an edge cache in
// each, and in front of all a cache that serves everything for as long as it may. The clock is turned by hand.

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { commit } from "../../src/publish/commit/commit.ts";
import { planPublish } from "../../src/publish/commit/plan.ts";
import { KNOWN_EVERYWHERE, SEEN_EVERYWHERE } from "../../src/publish/commit/propagation.ts";
import { planRollback } from "../../src/publish/commit/rollback.ts";
import { loadContent } from "../../src/publish/content/load-content.ts";
import type { KvReader } from "../../src/store/objects.ts";
import type { Get } from "../support/copy.ts";
import { count, everyNth, seeds } from "../support/counts.ts";
import { usableFor } from "../support/edge-cache.ts";
import {
  type Answer,
  type ArticleRoute,
  ask,
  COUNTS,
  ownRoutes,
  sharedRoutes,
} from "../support/node/article-routes.ts";
import { utc } from "../support/node/desk.ts";
import { readerOn } from "../support/node/isolate.ts";
import { Cut } from "../support/node/memory-kv.ts";
import { drawing, Newsroom } from "../support/node/newsroom.ts";
import { locations, SimulatedKv, seeded } from "../support/node/simulated-kv.ts";

const NOW = Date.parse("2025-07-01T12:00:00Z");
const MINUTE = 60_000;
const ID = "embargoed";
const LOCATIONS = everyNth(locations, 4);

/** A location: an isolate on its KV, and its edge cache. */
const locationOn = (kv: KvReader, now: () => number): Get => readerOn(kv, now, "edge");

/** A cache that asks only when it must: all that it may serve, stale answers too, it does. */
function cached(get: Get, now: () => number): Get {
  const kept = new Map<string, { response: Response; until: number }>();
  return async (url) => {
    const found = kept.get(url);
    if (found && now() < found.until) return found.response.clone();
    const response = await get(url);
    kept.set(url, { response: response.clone(), until: now() + usableFor(response) * 1000 });
    return response;
  };
}

class World {
  readonly kv: SimulatedKv;
  readonly newsroom: Newsroom;
  routes: ArticleRoute[] = [];
  /** Media, and the revisions that the article has at its time. */
  secrets: string[] = [];
  readonly #random: () => number;
  readonly #readers: Get[];
  asked = 0;

  private constructor(newsroom: Newsroom, seed: number) {
    this.newsroom = newsroom;
    this.#random = seeded(seed);
    this.kv = new SimulatedKv(NOW, this.#random);
    const now = () => this.kv.now;
    this.#readers = LOCATIONS.flatMap((location) => {
      const get = locationOn(this.kv.reader(location), now);
      return [get, cached(get, now)];
    });
  }

  /** Begins with a newsroom that has published something, and been read everywhere. */
  static async begin(seed: number): Promise<World> {
    const newsroom = await Newsroom.open("none");
    const world = new World(newsroom, seed);
    await newsroom.article("neighbour", "en");
    await newsroom.article("neighbour", "uk");
    await world.publish();
    await world.pass(10);
    const reader = await world.reader();
    const since = /"token":"([^"]+)"/.exec((await ask(reader, "/v1/en/sync")).text)?.[1];
    const bodyOf = ({ text }: Answer) => text.slice(text.indexOf("\n\n"));
    const counts = COUNTS.map(async (path): Promise<ArticleRoute> => {
      const before = bodyOf(await ask(reader, path));
      return { path, shows: (answer) => bodyOf(answer) !== before };
    });
    world.routes = [
      ...ownRoutes(ID).map((path): ArticleRoute => ({ path, shows: ({ status }) => status < 400 })),
      ...[...sharedRoutes("latest-news", "newsroom", ID), `/v1/en/sync?since=${since}`].map(
        (path): ArticleRoute => ({ path, shows: ({ text }) => text.includes(`${ID}-`) }),
      ),
      ...(await Promise.all(counts)),
    ];
    await world.pass(10);
    return world;
  }

  /** @param words of its text. @param publishAt milliseconds since 1970. */
  async write(words: string, publishAt: number, more: Record<string, unknown> = {}): Promise<void> {
    const fields = {
      section: "latest-news",
      datePublished: utc(NOW + MINUTE),
      publishAt: utc(publishAt),
      aliases: [`${ID}-before`],
      image: { src: "a.svg", alt: "A picture" },
      ...more,
    };
    await this.newsroom.write(`articles/${ID}/a.svg`, drawing(1));
    await this.newsroom.article(ID, "en", fields, words);
    await this.newsroom.article(ID, "uk", { image: { alt: "Малюнок" }, ...more }, words);
    await this.newsroom.article("neighbour", "en", { related: [ID] });
  }

  async cancel(): Promise<void> {
    await this.newsroom.remove(`articles/${ID}`);
    await this.newsroom.article("neighbour", "en");
  }

  publish() {
    return this.newsroom.publish(this.kv, this.kv.now);
  }

  /** Whoever is told of everything at once. @param at milliseconds since 1970. */
  async reader(at = this.kv.now): Promise<Get> {
    return locationOn(await this.kv.settled(), () => at);
  }

  /** Learns where the article's pictures and revisions are going to be at `at`, for asking before. */
  async learn(at: number): Promise<void> {
    const get = await this.reader(at);
    for (const locale of ["en", "uk"]) {
      const path = `/v1/${locale}/articles/${ID}-${locale}`;
      const { text } = await ask(get, path);
      const page = await ask(get, `/${locale}/articles/${ID}-${locale}`);
      const revision = /"revision":"([^"]+)"/.exec(text)?.[1];
      const media = [...(text + page.text).matchAll(/\/media\/[\w-]{22}\/[\w.-]+/g)].map(([each]) => each);
      this.secrets.push(`${path}?revision=${revision}`, ...media);
    }
    this.secrets = [...new Set(this.secrets)];
    // Each a picture's, a variant's, or a social card's.
    expect(this.secrets.length).toBeGreaterThan(8);
  }

  /** Lets the time pass, while everybody reads something. */
  async pass(minutes: number, visible = false): Promise<void> {
    const end = this.kv.now + minutes * MINUTE;
    while (this.kv.now < end) {
      this.kv.now = Math.min(end, this.kv.now + Math.ceil(this.#random() * MINUTE));
      if (this.kv.now < end) await this.expect(visible, count(0.2, 0.05));
    }
  }

  /** Until the last moment before `time`, and then at it. */
  async passTo(time: number, before: boolean, at: boolean): Promise<void> {
    await this.pass((time - 1 - this.kv.now) / MINUTE, before);
    await this.expect(before);
    this.kv.now = time;
    await this.expect(at);
  }

  /** @param visible whether every route shows the article, or none does. @param share of the routes that is asked. */
  async expect(visible: boolean, share = 1): Promise<void> {
    const routes = [
      ...this.routes,
      ...this.secrets.map((path): ArticleRoute => ({ path, shows: ({ status }) => status === 200 })),
    ];
    for (const [i, get] of this.#readers.entries()) {
      for (const { path, shows } of routes) {
        if (this.#random() > share) continue;
        this.asked++;
        const answer = await ask(get, path);
        const found = {
          path,
          reader: `${i % 2 ? "cached, " : ""}location ${LOCATIONS[i >> 1]}, +${(this.kv.now - NOW) / 1000} s`,
          shows: shows(answer),
          failed: answer.status === 500,
          names: answer.text.includes(`${ID}-`) && answer.text.includes("TOP SECRET"),
        };
        expect(found).toEqual({ ...found, shows: visible, failed: false, ...(!visible && { names: false }) });
      }
    }
  }
}

const worlds: World[] = [];
async function begin(seed: number): Promise<World> {
  const world = await World.begin(seed);
  worlds.push(world);
  return world;
}

beforeAll(() => {
  // What is not there yet is told to the log.
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterAll(async () => {
  vi.restoreAllMocks();
  for (const { newsroom } of worlds) await newsroom.close();
});

describe("what is scheduled", { timeout: 120_000 }, () => {
  it.each(seeds(3, 1))("is in no format before its time, and in every one at it (%i)", async (seed) => {
    const world = await begin(seed);
    const from = world.kv.now + SEEN_EVERYWHERE;
    await world.write("TOP SECRET", from);
    const { scheduled } = await world.publish();
    expect(scheduled).toMatchObject([{ from, ids: [ID] }]);
    await world.learn(from);
    await world.passTo(from, false, true);
    await world.pass(20, true);
    // Publishing again what is live changes nothing.
    expect((await world.publish()).writes).toBe(0);
    expect(world.asked).toBeGreaterThan(count(5000, 700));
  });

  it("can be put off: nothing is to be seen at the first time, and everything at the second", async () => {
    const world = await begin(4);
    const [first, second] = [world.kv.now + 20 * MINUTE, world.kv.now + 60 * MINUTE];
    await world.write("TOP SECRET", first);
    await world.publish();
    await world.learn(first);
    world.kv.now = first - KNOWN_EVERYWHERE;
    await world.write("TOP SECRET", second);
    await world.publish();
    await world.passTo(first, false, false);
    await world.passTo(second, false, true);
    await world.pass(15, true);
  });

  it("can be brought forward", async () => {
    const world = await begin(5);
    const later = world.kv.now + 120 * MINUTE;
    await world.write("TOP SECRET", later);
    await world.publish();
    await world.learn(later);
    await world.pass(5);
    const sooner = world.kv.now + SEEN_EVERYWHERE;
    await world.write("TOP SECRET", sooner);
    await world.publish();
    await world.passTo(sooner, false, true);
    await world.passTo(later, true, true);
  });

  it.each(["removed", "a draft again"])("can be cancelled: %s, it is never seen", async (how) => {
    const world = await begin(6);
    const from = world.kv.now + 20 * MINUTE;
    await world.write("TOP SECRET", from);
    await world.publish();
    await world.learn(from);
    world.kv.now = from - KNOWN_EVERYWHERE;
    if (how === "removed") await world.cancel();
    else await world.write("TOP SECRET", from, { draft: true });
    const { scheduled } = await world.publish();
    expect(scheduled).toEqual([]);
    await world.passTo(from, false, false);
    await world.pass(20, false);
    // Nor by what is published afterwards.
    await world.newsroom.article("another", "en", { datePublished: "2024-01-01T10:00:00Z" });
    world.routes = world.routes.filter(({ path }) => !COUNTS.includes(path));
    await world.publish();
    await world.pass(10, false);
    await world.expect(false);
  });

  it("can be edited: only the last text is seen, and the one before is nobody's revision", async () => {
    const world = await begin(7);
    const from = world.kv.now + 30 * MINUTE;
    await world.write("First wording", from);
    await world.publish();
    await world.learn(from);
    const first = world.secrets.filter((path) => path.includes("?revision="));
    await world.pass(10);
    await world.write("TOP SECRET", from);
    await world.publish();
    world.secrets = world.secrets.filter((path) => !first.includes(path));
    await world.learn(from);
    await world.passTo(from, false, true);
    const reader = await world.reader();
    expect((await ask(reader, `/en/articles/${ID}-en`)).text).toContain("TOP SECRET");
    for (const path of first) expect([path, (await ask(reader, path)).status]).toEqual([path, 404]);
  });

  it("shows its pictures to nobody when the publish was cut before anybody knew of it", async () => {
    const world = await begin(10);
    const from = world.kv.now + 60 * MINUTE;
    await world.write("TOP SECRET", from);
    const before = await world.kv.list("media/");
    const { objects } = await planPublish(await loadContent(world.newsroom.folder), world.kv, world.kv.now);
    // All but the pointer, which is the last write.
    world.kv.left = objects.length;
    await expect(world.publish()).rejects.toThrow(Cut);
    world.kv.left = Number.POSITIVE_INFINITY;
    const media = [...(await world.kv.list("media/")).keys()].filter((key) => !before.has(key));
    expect(media.length).toBeGreaterThan(8);
    world.kv.now += 30 * MINUTE;
    const reader = await world.reader();
    for (const key of media)
      for (const type of ["svg", "avif", "webp", "png"])
        expect([key, (await ask(reader, `/${key}/${ID}.${type}`)).status]).toEqual([key, 404]);
    // Published to the end, it keeps its time.
    await world.publish();
    await world.learn(from);
    await world.passTo(from, false, true);
  });

  it("is dropped by a rollback, which names the time, and can be scheduled again", async () => {
    const world = await begin(8);
    const from = world.kv.now + 40 * MINUTE;
    await world.write("TOP SECRET", from);
    await world.publish();
    await world.learn(from);
    world.kv.now = from - KNOWN_EVERYWHERE;
    const plan = await planRollback(world.kv, null, world.kv.now);
    expect(plan.dropped).toEqual([from]);
    await commit(plan, world.kv);
    await world.passTo(from, false, false);
    const again = world.kv.now + SEEN_EVERYWHERE;
    await world.write("TOP SECRET", again);
    await world.publish();
    await world.passTo(again, false, true);
  });

  it("goes with a rollback after its time, its pictures too, and comes back with the next one", async () => {
    const world = await begin(9);
    const from = world.kv.now + SEEN_EVERYWHERE;
    await world.write("TOP SECRET", from);
    await world.publish();
    await world.learn(from);
    await world.passTo(from, false, true);
    await world.pass(5, true);
    const roll = async () => commit(await planRollback(world.kv, null, world.kv.now), world.kv);
    await roll();
    // Nobody may see it in a cache by now. What says that it is for good is not asked for again by who has it.
    world.kv.now += SEEN_EVERYWHERE;
    const { secrets } = world;
    world.secrets = [];
    await world.expect(false);
    const reader = await world.reader();
    for (const path of secrets) {
      const { status } = await ask(reader, path);
      expect([path, status]).toEqual([path, path.startsWith("/media/") ? 410 : 404]);
    }
    await roll();
    world.kv.now += SEEN_EVERYWHERE;
    world.secrets = secrets;
    await world.expect(true);
  });

  it("is late nowhere, at the worst, if it was published a quarter of an hour before; but not sooner", async () => {
    const newsroom = await Newsroom.open("none");
    await newsroom.article("neighbour", "en");
    for (const [ahead, visible] of [
      [SEEN_EVERYWHERE, true],
      [SEEN_EVERYWHERE - 5000, false],
    ] as const) {
      const kv = new SimulatedKv(NOW, () => 1);
      await newsroom.publish(kv, kv.now);
      const now = () => kv.now;
      const [isolate, other] = [locationOn(kv.reader(0), now), locationOn(kv.reader(0), now)];
      const reader = cached(isolate, now);
      const seen = async () => (await ask(reader, "/v1/en/articles")).text.includes(`"${ID}"`);
      const steps: [seconds: number, work: () => Promise<unknown>][] = [
        // The location reads the pointer just before the news is told there, and keeps what it read.
        [89.9, () => ask(other, "/healthz")],
        // An isolate reads that just before it is forgotten, and goes by it.
        [119.8, () => ask(isolate, "/healthz")],
        // A cache asks the isolate just before that ends.
        [239.7, async () => expect(await seen()).toBe(false)],
      ];
      kv.now = NOW + 3_600_000;
      const published = kv.now;
      await newsroom.article(ID, "en", { publishAt: utc(published + ahead) });
      await newsroom.publish(kv, published);
      for (const [seconds, work] of steps) {
        kv.now = published + seconds * 1000;
        await work();
      }
      kv.now = published + ahead;
      expect([ahead, await seen()]).toEqual([ahead, visible]);
      await newsroom.remove(`articles/${ID}`);
    }
    await newsroom.close();
  });
});
