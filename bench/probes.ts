// Compared requests: each of ours with a bare Worker that sends the same bytes.
import type { ConstantAnswer } from "./workers.ts";

/** One request, and who is asked. Each probe has a workerd of its own: a busier one would have warmer caches. */
export interface Probe {
  name: string;
  /** The answer of the bare Worker; `null`: Visnyk is asked. */
  bare: ConstantAnswer | null;
  path: string;
  headers: Readonly<Record<string, string>>;
  status: number;
  /** Requests before the warm-up. */
  readBefore?: Pick<Probe, "headers" | "status">;
}

/** A row of the result: two probes by name. */
export interface Comparison {
  label: string;
  ours: string;
  bare: string;
}

export interface Plan {
  probes: Probe[];
  comparisons: Comparison[];
}

interface Answer extends ConstantAnswer {
  path: string;
  etag: string | null;
}

/** Asks the running Worker what its answers are. @param port of Visnyk on 127.0.0.1. */
export async function buildPlan(port: number): Promise<Plan> {
  const en = await ask(port, await newestArticle(port, "en"), 200);
  const uk = await ask(port, await newestArticle(port, "uk"), 200);
  const list = await ask(port, "/v1/uk/articles", 200);
  const page = await ask(port, en.path.replace("/v1/", "/"), 200);
  const card = await ask(port, en.path.replace("/v1/", "/embed/"), 200);
  const missing = await ask(port, "/v1/en/articles/there-is-no-such-article", 404);
  const condition = { "if-none-match": en.etag ?? "" };
  const unchanged = await ask(port, en.path, 304, condition);

  const probe = (name: string, { path, status }: Answer, headers: Probe["headers"] = {}): Probe => ({
    name,
    bare: null,
    path,
    headers,
    status,
  });
  const pair = (name: string, answer: Answer): Probe[] => [
    probe(name, answer),
    { ...probe(bareOf(name), answer), bare: answer },
  ];
  const probes = [
    ...pair("en", en),
    { ...probe("unchanged", unchanged, condition), readBefore: { headers: {}, status: 200 } },
    probe("never-read", unchanged, condition),
    { ...probe(bareOf("unchanged"), unchanged, condition), bare: unchanged },
    ...pair("uk", uk),
    ...pair("list", list),
    ...pair("page", page),
    ...pair("card", card),
    ...pair("missing", missing),
  ];
  const size = ({ body }: Answer) => `${((body?.byteLength ?? 0) / 1024).toFixed(1)} KB`;
  const comparisons = [
    { label: `article, English, ${size(en)}`, ours: "en", bare: bareOf("en") },
    { label: `article, Ukrainian, ${size(uk)}`, ours: "uk", bare: bareOf("uk") },
    { label: "304, to the bare 200", ours: "unchanged", bare: bareOf("en") },
    { label: "304, to a bare 304", ours: "unchanged", bare: bareOf("unchanged") },
    { label: "304 for what was never read here", ours: "never-read", bare: bareOf("unchanged") },
    { label: `list of 20, ${size(list)}`, ours: "list", bare: bareOf("list") },
    { label: `page of the article, ${size(page)}`, ours: "page", bare: bareOf("page") },
    { label: `card of the article, ${size(card)}`, ours: "card", bare: bareOf("card") },
    { label: `404, ${size(missing)}`, ours: "missing", bare: bareOf("missing") },
  ];
  return { probes, comparisons };
}

const bareOf = (name: string): string => `bare-${name}`;

/** @returns the path of the newest article: its id's redirect leads there. */
async function newestArticle(port: number, locale: string): Promise<string> {
  const { body } = await ask(port, `/v1/${locale}/articles`, 200);
  const { items } = JSON.parse(new TextDecoder().decode(body ?? undefined)) as { items: { id: string }[] };
  if (!items[0]) throw new Error(`content/ has no article in ${locale} to measure with`);
  const response = await fetch(`http://127.0.0.1:${port}/v1/${locale}/by-id/${items[0].id}`);
  await response.arrayBuffer();
  return new URL(response.url).pathname;
}

/** @throws if the answer has another status. */
async function ask(
  port: number,
  path: string,
  status: number,
  headers: Probe["headers"] = {},
): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
  const body = new Uint8Array(await response.arrayBuffer());
  if (response.status !== status) throw new Error(`${path}: ${status} expected, not ${response.status}`);
  return {
    path,
    status,
    contentType: status === 304 ? null : response.headers.get("content-type"),
    etag: response.headers.get("etag"),
    body: status === 304 ? null : body,
  };
}
