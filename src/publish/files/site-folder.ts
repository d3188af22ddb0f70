// The files of the content folder that are about the site as a whole.
import { basename, join } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceText } from "../diagnostics/source-text.ts";
import { readText } from "./read-files.ts";

/** Bytes: thousands of authors. */
const SITE_MAX = 2 ** 20;

/**
 * @param folder the `content` folder. @param names of YAML files, without extension.
 * @returns their texts; `null` for one that cannot be read, which `diagnostics` then says.
 */
export async function readSiteTexts<Name extends string>(
  folder: string,
  names: readonly Name[],
  diagnostics: Diagnostic[],
): Promise<Record<Name, SourceText | null>> {
  const read = async (name: Name): Promise<[Name, SourceText | null]> => {
    const file = `${name}.yaml`;
    return [
      name,
      await readText(join(folder, file), `${basename(folder)}/${file}`, diagnostics, folder, SITE_MAX),
    ];
  };
  return Object.fromEntries(await Promise.all(names.map(read))) as Record<Name, SourceText | null>;
}
