// A newsroom that has everything the contract speaks of, served; and the same Worker in trouble.
import { hashOf, objectKey, POINTER_KEY } from "../../../src/store/keys.ts";
import { isolateOn } from "../../support/node/isolate.ts";
import { MemoryKv } from "../../support/node/memory-kv.ts";
import { Newsroom, SVG } from "../../support/node/newsroom.ts";
import { type Served, serveKv } from "../../support/node/serve.ts";

export interface ContractWorld {
  served: Served;
  /** Path of a picture that is served, and of one that was withdrawn. */
  picture: string;
  withdrawn: string;
  /** What an app has that knows the first publish only. */
  token: string;
}

const NOW = Date.parse("2025-07-01T12:00:00Z");
const TOLD =
  'A paragraph with **strong** words.\n\n## A heading\n\n> “A quotation.”\n>\n> — Somebody\n\n- one\n- two\n\n---\n\n![Alt](picture.svg "A caption")';

/** Publishes twice: what is withdrawn was there before. */
export async function openWorld(): Promise<ContractWorld> {
  const newsroom = await Newsroom.open("own");
  const kv = new MemoryKv();
  const image = {
    src: "picture.svg",
    alt: "A picture",
    caption: "A caption",
    credit: "Somebody",
    source: { name: "A source", url: "https://example.com/" },
  };
  for (const id of ["every-block", "withdrawn"])
    await newsroom.write(`articles/${id}/picture.svg`, `${SVG}<!-- ${id} -->`);
  await newsroom.article(
    "every-block",
    "en",
    {
      image,
      keywords: ["treaty"],
      related: ["landmine-treaty-exit"],
      changes: [{ kind: "correction", date: "2025-02-01T10:00:00+02:00", text: "A name was wrong." }],
    },
    TOLD,
  );
  await newsroom.article("only-uk", "uk", { section: "background" });
  await newsroom.article("withdrawn", "en", { image });
  await newsroom.publish(kv, NOW);
  const { token } = await (await isolateOn(kv, () => NOW)("/v1/en/sync")).json();
  const [picture = "", withdrawn = ""] = await Promise.all(
    ["every-block", "withdrawn"].map(
      async (id) => `/media/${await hashOf(`${SVG}<!-- ${id} -->`)}/${id}.svg`,
    ),
  );
  await newsroom.article("withdrawn", "en", {
    retracted: { date: "2025-06-01T10:00:00+03:00", note: "The source withdrew its claim." },
  });
  await newsroom.publish(kv, NOW + 1000);
  await newsroom.close();
  return { served: await serveKv(kv), picture, withdrawn, token };
}

/** Nothing is in its KV. */
export const serveNothing = (): Promise<Served> => serveKv(new MemoryKv());

/** Its live release is whole and makes no sense. */
export async function serveNonsense(): Promise<Served> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const release = await hashOf("null");
  const pointer = { v: 1, edit: 1, timeline: [{ from: 0, release }], previous: null };
  return serveKv(
    new MemoryKv(
      [
        { key: objectKey(release), value: encode("null") },
        { key: POINTER_KEY, value: encode(JSON.stringify(pointer)) },
      ].map((write) => [write.key, write]),
    ),
  );
}
