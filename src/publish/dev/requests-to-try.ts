// The requests that a newcomer may try, in curl, about articles that are there.
import { locales } from "../../i18n/locales.ts";

/** @param url of a server that answers. @returns a list and an article of each language; empty if there is none. */
export async function requestsToTry(url: string): Promise<string[]> {
  const articles = await Promise.all(
    locales.map(async (locale): Promise<string[]> => {
      const response = await fetch(`${url}/v1/${locale}/articles?limit=1&fallback=none`);
      if (!response.ok) return [];
      const { items } = (await response.json()) as { items: { links: { self: string } }[] };
      return items.map(({ links }) => links.self);
    }),
  );
  const list = locales.find((_, i) => articles[i]?.length);
  return list
    ? [`${url}/v1/${list}/articles`, ...articles.flat()].map((request) => `curl -s ${request}`)
    : [];
}
