// A content folder of any size: the project's own texts over and over, each under its own headline.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { locales } from "../src/i18n/locales.ts";

const CONTENT = join(import.meta.dirname, "../content");
const TEXTS = "articles/landmine-treaty-exit";
const SECTIONS = 10;
const AUTHORS = 50;
/** Every so many articles have a picture. */
const PICTURED = 10;
/** Different ones: what is measured is publishing, not encoding. */
const PICTURES = 20;
const NEWEST = Date.parse("2026-01-01T00:00:00Z");
const MINUTES_BETWEEN = 10;

/** Writes `articles` articles, each in every language, into `folder`. */
export function writeNewspaper(folder: string, articles: number): void {
  mkdirSync(join(folder, "articles"), { recursive: true });
  // Nor drawing.
  const site = readFileSync(join(CONTENT, "site.yaml"), "utf8");
  writeFileSync(join(folder, "site.yaml"), `${site}socialCards: false\n`);
  const lines = (count: number, line: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => `${line(n)}\n`).join("");
  const names = (name: string) => locales.map((locale) => `${locale}: ${name} (${locale})`).join(", ");
  writeFileSync(
    join(folder, "sections.yaml"),
    lines(SECTIONS, (n) => `section-${n}: { ${names(`Section ${n}`)} }`),
  );
  writeFileSync(
    join(folder, "authors.yaml"),
    lines(AUTHORS, (n) => `author-${n}: { type: Person, name: { ${names(`Author ${n}`)} } }`),
  );
  const written = locales.filter((locale) => existsSync(join(CONTENT, TEXTS, `${locale}.md`)));
  const texts = written.map((locale) => readText(locale));
  for (let n = 0; n < articles; n++) {
    const article = join(folder, "articles", `article-${n}`);
    mkdirSync(article);
    const hasPicture = n % PICTURED === 0;
    if (hasPicture) writeFileSync(join(article, "picture.svg"), pictureOf((n / PICTURED) % PICTURES));
    for (const [i, locale] of written.entries()) {
      const { headline, description, paragraphs } = texts[i] as Text;
      const turn = n % paragraphs.length;
      const body = [...paragraphs.slice(turn), ...paragraphs.slice(0, turn)];
      const fields = {
        headline: `${headline}: ${n}`,
        description: `${description} (${n})`,
        slug: `article-${n}-${locale}`,
        keywords: headline.split(" ").slice(0, 3),
        ...(hasPicture && { image: { ...(i === 0 && { src: "picture.svg" }), alt: `${headline} ${n}` } }),
        ...(i === 0 && sharedFacts(n)),
      };
      const frontMatter = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
      writeFileSync(
        join(article, `${locale}.md`),
        `---\n${frontMatter.join("\n")}\n---\n\n${body.join("\n\n")}\n`,
      );
    }
  }
}

const sharedFacts = (n: number) => ({
  section: `section-${n % SECTIONS}`,
  author: `author-${n % AUTHORS}`,
  datePublished: new Date(NEWEST - n * MINUTES_BETWEEN * 60_000).toISOString().replace(".000", ""),
  related: [1, 2].flatMap((back) => (n >= back ? [`article-${n - back}`] : [])),
});

const pictureOf = (n: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90" viewBox="0 0 160 90"><rect width="${n + 1}" height="90"/></svg>`;

interface Text {
  headline: string;
  description: string;
  paragraphs: string[];
}

function readText(locale: string): Text {
  const [, frontMatter = "", ...rest] = readFileSync(join(CONTENT, TEXTS, `${locale}.md`), "utf8").split(
    "---\n",
  );
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(frontMatter)?.[1] ?? "";
  const paragraphs = rest.join("---\n").trim().split("\n\n");
  return {
    headline: field("headline").slice(0, 150),
    description: field("description").slice(0, 300),
    paragraphs: paragraphs.filter((paragraph) => !paragraph.startsWith("![")),
  };
}
