// An app built on Visnyk, as small as it can be and still read everything: its types come from openapi.json alone.
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./api.d.ts";

export type Article = components["schemas"]["Article"];
export type Block = components["schemas"]["Block"];
export type Problem = components["schemas"]["Problem"];
type Fetch = (request: Request) => Promise<Response>;

export type Api = Client<paths>;
export const open = (baseUrl: string, fetch: Fetch): Api => createClient<paths>({ baseUrl, fetch });

/** What the API says, or its problem as an exception. */
async function must<T>(answer: Promise<{ data?: T; error?: Problem }>): Promise<T> {
  const { data, error } = await answer;
  if (data === undefined) throw new Error(error?.code ?? "no data");
  return data;
}

/** A block for the screen. Kinds that this app knows get their form; any other shows its text. */
export function show(block: Block): string {
  switch (block.type) {
    case "heading":
      return `${"#".repeat(block.level ?? 2)} ${block.text}`;
    case "quote":
      return `> ${block.text}${block.cite ? ` — ${block.cite}` : ""}`;
    case "list":
      return (block.items ?? [])
        .map(({ text }, i) => `${block.ordered ? `${i + 1}.` : "-"} ${text}`)
        .join("\n");
    case "image":
      return `[${block.image?.alt ?? block.text}]`;
    case "divider":
      return "* * *";
    default:
      return block.text;
  }
}

export const showArticle = ({ headline, body }: Article): string =>
  [headline, ...body.map(show)].filter((text) => text !== "").join("\n\n");

/** Reads through every operation. @returns what an app would show of each, by operation. */
export async function readEverything(api: Api, picture: string): Promise<Record<string, string>> {
  const locale = "uk" as const;
  const shown: Record<string, string> = {};

  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 2, ...(cursor !== undefined && { cursor }) };
    const page = await must(api.GET("/v1/{locale}/articles", { params: { path: { locale }, query } }));
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  shown.listArticles = ids.join(" ");

  const { items } = await must(
    api.GET("/v1/articles", {
      params: { query: { limit: 1, section: "latest-news" }, header: { "Accept-Language": "uk" } },
    }),
  );
  const [first] = items;
  if (!first) throw new Error("no articles");
  shown.listNegotiatedArticles = first.headline;

  const slug = decodeURIComponent(first.links.self.slice(first.links.self.lastIndexOf("/") + 1));
  const article = await must(api.GET("/v1/{locale}/articles/{slug}", { params: { path: { locale, slug } } }));
  shown.getArticle = showArticle(article);
  shown.getArticleById = showArticle(
    await must(api.GET("/v1/{locale}/by-id/{id}", { params: { path: { locale, id: article.id } } })),
  );
  shown.getNegotiatedArticle = (
    await must(
      api.GET("/v1/articles/{slug}", { params: { path: { slug }, header: { "Accept-Language": "en" } } }),
    )
  ).inLanguage;

  const changes = await must(api.GET("/v1/{locale}/sync", { params: { path: { locale } } }));
  shown.sync = changes.upserts.map(({ id }) => id).join(" ");
  const query = { since: changes.token };
  const { upserts, deletes } = await must(
    api.GET("/v1/{locale}/sync", { params: { path: { locale }, query } }),
  );
  if (upserts.length + deletes.length > 0) throw new Error("something is new at once");
  const offline = await must(
    api.GET("/v1/{locale}/offline", { params: { path: { locale }, query: { limit: 1 } } }),
  );
  const bytes = offline.items.flatMap(({ media }) => media.map((each) => each.bytes));
  shown.listOffline = `${bytes.length} ${bytes[0]}`;

  const sections = await must(api.GET("/v1/{locale}/sections", { params: { path: { locale } } }));
  shown.listSections = sections.items.map(({ name, articleCount }) => `${name} ${articleCount}`).join(", ");
  const authors = await must(api.GET("/v1/{locale}/authors", { params: { path: { locale } } }));
  shown.listAuthors = authors.items.map(({ name }) => name).join(", ");

  const [, , hash = "", name = ""] = picture.split("/");
  const media = await api.GET("/media/{hash}/{name}", {
    params: { path: { hash, name } },
    parseAs: "text",
  });
  shown.getMedia = media.response.headers.get("content-type") ?? "";

  const card = await must(api.GET("/oembed", { params: { query: { url: first.url, maxwidth: 600 } } }));
  // Its other format is XML, as text.
  shown.getOembed = typeof card === "string" ? card : `${card.type} ${card.width}`;
  const explained = await must(
    api.GET("/problems/{code}", { params: { path: { code: "not_found" } }, parseAs: "text" }),
  );
  shown.getProblem = explained.slice(0, 15);
  shown.getHealth = (await must(api.GET("/healthz"))).status;
  return shown;
}

export async function readArticle(api: Api, slug: string): Promise<string> {
  const path = { locale: "en" as const, slug };
  return showArticle(await must(api.GET("/v1/{locale}/articles/{slug}", { params: { path } })));
}

/** Of an article that does not exist: what the app can decide by. */
export async function readProblem(api: Api): Promise<Problem> {
  const { error } = await api.GET("/v1/{locale}/articles/{slug}", {
    params: { path: { locale: "en", slug: "no-such-article" } },
  });
  if (!error) throw new Error("it exists");
  return error;
}
