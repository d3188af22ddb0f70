// The Worker as it would be deployed, without deploying it.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { unstable_readConfig } from "wrangler";
import { runWrangler } from "../src/publish/kv/wrangler.ts";

export interface Bundle {
  /** Path of its one module. */
  file: string;
  compatibilityDate: string;
  compatibilityFlags: string[];
  /** Bytes, as built and compressed. */
  size: number;
  gzipSize: number;
}

/**
 * @param config path of wrangler.toml.
 * @param folder where to put the bundle.
 */
export async function buildBundle(config: string, folder: string): Promise<Bundle> {
  await runWrangler(["deploy", "--config", config, "--dry-run", "--outdir", folder]);
  const modules = (await readdir(folder)).filter((name) => !/\.map$|^README\.md$/.test(name));
  const [name] = modules;
  if (!name || modules.length > 1) {
    throw new Error(`the bundle should be one module, and is ${modules.join(", ") || "empty"}`);
  }
  const file = join(folder, name);
  const bytes = await readFile(file);
  const { compatibility_date, compatibility_flags } = unstable_readConfig({ config });
  return {
    file,
    compatibilityDate: compatibility_date ?? "",
    compatibilityFlags: compatibility_flags,
    size: bytes.byteLength,
    gzipSize: (await promisify(gzip)(bytes)).byteLength,
  };
}
