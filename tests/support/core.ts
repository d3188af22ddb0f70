// The way of the newsroom's articles from Markdown to a release with nothing but texts at hand: in Node and in workerd.
import type { Block } from "../../src/article/article.ts";
import type { Locale, PerLocale } from "../../src/i18n/locales.ts";
import { isLocale } from "../../src/i18n/locales.ts";
import { buildRelease } from "../../src/publish/build/build.ts";
import { checkArticle } from "../../src/publish/check/article.ts";
import { checkContent } from "../../src/publish/check/content.ts";
import { compile } from "../../src/publish/compile/compile.ts";
import type { Diagnostic } from "../../src/publish/diagnostics/diagnostic.ts";
import { SourceText } from "../../src/publish/diagnostics/source-text.ts";
import type { ArticleFolder, CheckedArticle, Content, Picture, SocialCard } from "../../src/publish/model.ts";
import { parseArticle } from "../../src/publish/parse/article-source.ts";
import { parseSite, SITE_FILES, type SiteTexts } from "../../src/publish/parse/site.ts";
import { NOW } from "./history.ts";

/** What the core cannot make: plain data, so that it crosses from Node to workerd. */
export interface CoreInputs {
  /** Texts of the content folder by their paths in it. */
  texts: Record<string, string>;
  /** Pictures by path of the file, as the core is given them. */
  pictures: Record<string, Picture>;
  /** Social cards by article and language. */
  cards: Record<string, SocialCard>;
}

export interface CoreRelease {
  diagnostics: Diagnostic[];
  release: string;
  /** Bytes of every object, as text, by name. */
  objects: Record<string, string>;
}

declare module "vitest" {
  interface ProvidedContext {
    core: { inputs: CoreInputs; release: CoreRelease };
  }
}

/** Parses, checks, compiles and builds; reads and draws nothing. */
export async function releaseOf({ texts, pictures, cards }: CoreInputs): Promise<CoreRelease> {
  const diagnostics: Diagnostic[] = [];
  const source = (path: string) => new SourceText(`content/${path}`, texts[path] ?? "");
  const site = parseSite(
    Object.fromEntries(SITE_FILES.map((name) => [name, source(`${name}.yaml`)])) as SiteTexts,
    diagnostics,
  );
  const media: Content["media"] = {
    picture: async (path) => pictures[path] ?? { code: "picture_missing", values: { name: path } },
    card: () => Promise.reject(new Error("no card is drawn here")),
  };
  const articles: CheckedArticle[] = [];
  const bodies = new Map<string, PerLocale<Block[]>>();
  for (const folder of foldersIn(Object.keys(texts), Object.keys(pictures), source)) {
    const checked = await checkArticle(parseArticle(folder, diagnostics), media, diagnostics);
    for (const [locale, translation] of Object.entries(checked.article.translations)) {
      const card = cards[`${folder.id}/${locale}`];
      if (card) translation.socialCard = card;
    }
    articles.push(checked.article);
    bodies.set(folder.id, checked.bodies);
  }
  checkContent({ site, articles }, NOW, diagnostics);
  const compiled = await compile(
    {
      site,
      articles,
      media,
      bodies: { load: async () => {}, get: (id, locale) => JSON.stringify(bodies.get(id)?.[locale]) },
      cache: { getObject: () => null, setObject: () => {} },
    },
    NOW,
  );
  const built = await buildRelease(compiled, null, NOW, async () => {
    throw new Error("there is no release before");
  });
  const objects: Record<string, string> = {};
  for (const [name, encode] of [...compiled.objects, ...built.objects])
    objects[name] = new TextDecoder().decode(await encode());
  return { diagnostics, release: built.hash, objects };
}

function foldersIn(
  texts: readonly string[],
  files: readonly string[],
  source: (path: string) => SourceText,
): ArticleFolder[] {
  const folders = new Map<string, ArticleFolder>();
  for (const path of texts) {
    const [, id = "", locale = ""] = /^articles\/([^/]+)\/(\w+)\.md$/.exec(path) ?? [];
    if (!isLocale(locale)) continue;
    const beside = files.filter((file) => file.includes(`/articles/${id}/`));
    const folder = folders.get(id) ?? {
      id,
      texts: new Map<Locale, SourceText>(),
      files: new Map(beside.map((file) => [file.slice(file.lastIndexOf("/") + 1), file])),
      incomplete: false,
    };
    folder.texts.set(locale, source(path));
    folders.set(id, folder);
  }
  return [...folders.values()];
}
