// A list of the news, and the newest article. Run it: node news.ts
const API = "ORIGIN/v1/LOCALE";

type Block = { type: string; text: string; cite?: string; items?: Block[] };

async function get(url: string) {
  const response = await fetch(url);
  const body = await response.json();
  if (!response.ok) throw new Error(`${body.code}: ${body.detail}`);
  return body;
}

/** A block as text. Where the type is not known, its text will do. */
function show({ type, text, cite = "", items = [] }: Block): string {
  if (type === "heading") return text.toUpperCase();
  if (type === "quote") return `  ${text}\n  ${cite}`;
  if (type === "list") return items.map((item) => `- ${item.text}`).join("\n");
  return text;
}

const { items } = await get(`${API}/articles?limit=10`);
for (const { headline, display } of items) {
  console.log(`${display.datePublished}: ${headline}`);
}

const article = await get(items[0].links.self);
console.log(`\n${article.headline}\n${article.display.byline}`);
for (const block of article.body) console.log(`\n${show(block)}`);
