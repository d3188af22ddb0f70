// Every kind of document that we serve is valid HTML, by two checkers that do not agree on everything.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { HtmlValidate } from "html-validate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderErrorPage } from "../../src/render/pages/error-page.ts";
import { Newsroom, SVG } from "../support/node/newsroom.ts";
import { type Served, serve } from "../support/node/serve.ts";

const run = promisify(execFile);
const java = await run("java", ["-version"]).then(
  () => true,
  () => false,
);

const KINDS: [kind: string, path: string, status: number][] = [
  ["article", "/en/articles/ukraine-moves-to-exit-anti-personnel-landmine-ban-treaty", 200],
  ["article-uk", "/uk/articles/ukraina-hotuietsia-vyity-z-ottavskoi-konventsii", 200],
  ["fallback", "/uk/articles/lithuania-finland-and-poland-approve-exit-from-landmine-treaty", 200],
  ["every-block", "/en/articles/every-block-en", 200],
  ["front", "/uk", 200],
  ["section", "/en/sections/background", 200],
  ["section-empty", "/en/sections/empty", 200],
  ["author", "/uk/authors/newsroom", 200],
  ["missing", "/uk/nothing", 404],
  ["language", "/fr", 404],
  ["untranslated", "/en/articles/only-uk-uk", 404],
  ["retracted", "/uk/articles/retracted-uk", 410],
  ["bad-cursor", "/uk?cursor=x", 400],
  ["card", "/embed/en/articles/every-block-en", 200],
  ["card-fallback", "/embed/uk/articles/every-block-en?theme=dark", 200],
  ["hosted", "/embed/en/articles/every-block-en/hosted", 200],
  ["full", "/embed/en/articles/every-block-en/full", 200],
  ["list-embed", "/embed/uk/sections/background", 200],
  ["full-fallback", "/embed/uk/articles/every-block-en/full", 200],
  ["tombstone", "/embed/uk/articles/retracted-uk", 410],
  ["tombstone-untranslated", "/embed/en/articles/only-uk-uk", 404],
  ["hosted-tombstone", "/embed/uk/articles/retracted-uk/hosted", 410],
  ["full-tombstone", "/embed/fr/articles/nothing/full", 404],
  ["fragment-retracted", "/fragment/uk/articles/retracted-uk", 410],
  ["fragment-untranslated", "/fragment/en/articles/only-uk-uk", 404],
  ["fragment", "/fragment/en/articles/every-block-en", 200],
  ["problem", "/problems/not_found", 200],
  ["docs", "/docs/en", 200],
  ["docs-uk", "/docs/uk", 200],
];

let newsroom: Newsroom;
let served: Served;
const documents = new Map<string, string>();

beforeAll(async () => {
  newsroom = await Newsroom.open("own");
  await newsroom.names(
    "sections.yaml",
    "latest-news: {en: Latest news, uk: Останні новини}\nbackground: {en: Background, uk: Контекст}\nempty: {en: Empty, uk: Порожня}\n",
  );
  await newsroom.write("articles/every-block/picture.svg", SVG);
  await newsroom.article(
    "every-block",
    "en",
    {
      headline: "Every “block” & <more>",
      keywords: ["a & b"],
      image: {
        src: "picture.svg",
        alt: 'A "picture"',
        caption: "A caption",
        credit: "Somebody",
        source: { name: "A source", url: "https://example.com/?a=1&b=2" },
      },
      changes: [{ kind: "correction", date: "2025-02-01T10:00:00+02:00", text: "A name was wrong." }],
      related: ["landmine-treaty-exit"],
    },
    `One [link](https://example.com/?a=1&b=2), **strong**, *emphasis*, ~~deleted~~ and \`code\`.

## A heading

### Below it

> “A quotation.”
>
> — Somebody

- one
- two

1. first

---

![Alt](picture.svg "A caption")`,
  );
  await newsroom.article("only-uk", "uk", { section: "background" });
  await newsroom.article("retracted", "uk", {
    section: "background",
    retracted: { date: "2025-06-01T10:00:00+03:00", note: "Джерело відкликало свої слова." },
  });
  for (let i = 0; i < 22; i++) await newsroom.article(`many-${i}`, "en", { section: "background" });
  served = await serve(newsroom);
  for (const [kind, path, status] of KINDS) {
    const response = await fetch(served.origin + path);
    expect([path, response.status]).toEqual([path, status]);
    const text = await response.text();
    documents.set(
      kind,
      // A fragment is judged where it will stand.
      text.startsWith("<!doctype")
        ? text
        : `<!doctype html><html lang="en"><head><title>Host</title></head><body>${text}${text}</body></html>`,
    );
  }
  const [, older = ""] = /<a rel="next" href="([^"]+)"/.exec(documents.get("section") ?? "") ?? [];
  documents.set("section-older", await (await fetch(served.origin + older)).text());
  documents.set(
    "down",
    renderErrorPage({
      code: "unavailable",
      status: 503,
      locale: "uk",
      details: {},
      alternates: [],
      site: null,
      origin: served.origin,
    }),
  );
});
afterAll(async () => {
  await Promise.all([served?.close(), newsroom?.close()]);
});

describe("by html-validate", () => {
  const validate = new HtmlValidate({
    extends: ["html-validate:recommended", "html-validate:a11y"],
    rules: {
      // Ours is written for size and read by machines.
      "no-inline-style": "off",
      "long-title": "off",
      "doctype-style": "off",
      "no-trailing-whitespace": "off",
      // Words of the reader's language stay together by no-break spaces wherever they do.
      "tel-non-breaking": "off",
      "no-raw-characters": ["error", { relaxed: true }],
    },
  });
  it.each([...KINDS.map(([kind]) => kind), "section-older", "down"])("%s is valid", async (kind) => {
    const { results } = await validate.validateString(documents.get(kind) ?? "", `${kind}.html`);
    const found = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
    );
    // A fragment has its style with it, within the body: all browsers read it there, and the Nu checker agrees.
    const style = /element-permitted-content: <style>/;
    expect(found.filter((message) => !(kind.startsWith("fragment") && style.test(message)))).toEqual([]);
  });
});

describe(`by the Nu checker${java ? "" : ", left out: this machine has no java"}`, () => {
  it.runIf(java)("every kind is valid", async () => {
    const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
    const folder = await mkdtemp(join(tmpdir(), "visnyk-markup-"));
    await Promise.all([...documents].map(([kind, text]) => writeFile(join(folder, `${kind}.html`), text)));
    // Exits with 1 when it has found something; what it says goes to stderr.
    const { stderr } = await run("java", ["-jar", jar, "--errors-only", "--skip-non-html", folder]).catch(
      (error: { stderr: string }) => error,
    );
    await rm(folder, { recursive: true });
    expect(stderr.replaceAll(folder, "")).toBe("");
  });
});
