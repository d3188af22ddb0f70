// An app's copy of a locale, kept as docs/api.md says: the reference for clients.
import { type Article, ArticleSchema, SyncSchema, type SyncUpsert } from "../../src/article/article.ts";

/** Asks for a path or an absolute URL of the API. It follows no redirects. */
export type Get = (url: string, headers?: Record<string, string>) => Promise<Response>;

export class Copy {
  readonly locale: string;
  /** By id. */
  articles = new Map<string, SyncUpsert & { article: Article | null }>();
  token: string | null = null;
  /** What was asked for, in order. */
  readonly requests: string[] = [];
  readonly #texts: boolean;

  /** @param texts whether the articles are fetched, or only their revisions are kept. */
  constructor(locale: string, texts: boolean) {
    this.locale = locale;
    this.#texts = texts;
  }

  clone(): Copy {
    const clone = new Copy(this.locale, this.#texts);
    clone.articles = new Map(this.articles);
    clone.token = this.token;
    return clone;
  }

  get revisions(): Map<string, string> {
    return new Map([...this.articles].map(([id, { revision }]): [string, string] => [id, revision]).sort());
  }

  /**
   * Catches up, or begins anew where the token is too old.
   * @returns whether it could. If not, nothing has changed here, and it is to be tried again.
   */
  async sync(get: Get): Promise<boolean> {
    const path = `/v1/${this.locale}/sync`;
    const upserts = new Map<string, SyncUpsert>();
    const deletes = new Set<string>();
    let token = "";
    for (let url: string | undefined = this.token === null ? path : `${path}?since=${this.token}`; url; ) {
      const response = await this.#ask(get, url);
      if (response.status === 410) {
        this.token = null;
        return this.sync(get);
      }
      if (response.status !== 200) return false;
      const page = SyncSchema.parse(await response.json());
      for (const { id } of page.deletes) {
        deletes.add(id);
        upserts.delete(id);
      }
      for (const upsert of page.upserts) {
        deletes.delete(upsert.id);
        upserts.set(upsert.id, upsert);
      }
      ({ token, next: url } = page);
    }
    // A copy that is begun anew has what it was told of, and nothing else.
    const articles = this.token === null ? new Map<string, never>() : new Map(this.articles);
    for (const id of deletes) articles.delete(id);
    for (const upsert of upserts.values()) {
      const had = this.articles.get(upsert.id);
      const article = had?.revision === upsert.revision ? had.article : await this.#fetch(get, upsert);
      if (article === undefined) return false;
      articles.set(upsert.id, { ...upsert, article });
    }
    Object.assign(this, { articles, token });
    return true;
  }

  /** @returns `undefined` if it is not to be had: it has changed meanwhile, or is not known everywhere yet. */
  async #fetch(get: Get, { api, revision }: SyncUpsert): Promise<Article | null | undefined> {
    if (!this.#texts) return null;
    const response = await this.#ask(get, api);
    if (response.status !== 200) return undefined;
    const article = ArticleSchema.parse(await response.json());
    if (article.revision !== revision) throw new Error(`${api} is ${article.revision}`);
    return article;
  }

  async #ask(get: Get, url: string): Promise<Response> {
    this.requests.push(url);
    const response = await get(url);
    const location = response.headers.get("location");
    return response.status === 308 && location ? this.#ask(get, location) : response;
  }
}
