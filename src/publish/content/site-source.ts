// The site's own files: site.yaml, sections.yaml and authors.yaml.
import { basename, join } from "node:path";
import type { Site } from "../../store/format.ts";
import type { ContentProblem } from "../diagnostics/diagnostic.ts";
import { readText } from "../files/read-files.ts";
import { proseOfNames } from "../parse/front-matter/prose.ts";
import { checkYaml } from "../parse/front-matter/schema.ts";
import { AuthorsSchema, SectionsSchema, SiteSchema } from "../parse/front-matter/site-schema.ts";
import { parseYaml } from "../parse/front-matter/yaml.ts";
import { checkLanguage } from "../parse/language/check-language.ts";

/** @returns what could be read, even when `problems` has something to say about it. @param folder the `content` folder. */
export async function readSite(folder: string, problems: ContentProblem[]): Promise<Site> {
  const yamlFile = async <T>(name: string, schema: Parameters<typeof checkYaml<T>>[0]): Promise<T | null> => {
    const file = `${basename(folder)}/${name}`;
    const text = await readText(join(folder, name), file, problems);
    const data = text && parseYaml(text, problems);
    if (data) checkLanguage(proseOfNames(data, text), text, problems);
    return data && checkYaml(schema, data, problems);
  };
  const [about, sections, authors] = await Promise.all([
    yamlFile("site.yaml", SiteSchema),
    yamlFile("sections.yaml", SectionsSchema),
    yamlFile("authors.yaml", AuthorsSchema),
  ]);
  return {
    name: about?.name ?? {},
    description: about?.description ?? {},
    ...(about?.taggingEntity !== undefined && { taggingEntity: about.taggingEntity }),
    ...(about?.socialCards === false && { socialCards: false }),
    sections: sections ?? {},
    authors: authors ?? {},
  };
}
