// The Worker's bundle, built once in a run of the tests, by the first that serves it.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { type Bundle, buildBundle } from "../../../bench/bundle.ts";
import { ROOT } from "../../../src/publish/files/root.ts";

declare module "vitest" {
  interface ProvidedContext {
    bundleFolder: string;
  }
}

/** Gives the run a folder for the bundle, the first time. */
export default async function setup({ vitest }: TestProject): Promise<undefined | (() => Promise<void>)> {
  const run = vitest.getRootProject();
  if (run.getProvidedContext().bundleFolder) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "visnyk-bundle-"));
  run.provide("bundleFolder", folder);
  return () => rm(folder, { recursive: true, force: true });
}

/** @param folder that the run has for it. */
export async function bundle(folder = inject("bundleFolder")): Promise<Bundle> {
  const [built, failed] = [join(folder, "bundle.json"), join(folder, "failed")];
  const isOurs = await mkdir(join(folder, "building")).then(
    () => true,
    () => false,
  );
  if (isOurs) {
    try {
      const made = await buildBundle(join(ROOT, "wrangler.toml"), join(folder, "out"));
      await writeFile(built, JSON.stringify(made));
    } catch (error) {
      await writeFile(failed, String(error));
      throw error;
    }
  }
  for (;;) {
    const text = await readFile(built, "utf8").catch(() => null);
    if (text) return JSON.parse(text);
    const reason = await readFile(failed, "utf8").catch(() => null);
    if (reason) throw new Error(reason);
    await wait(50);
  }
}
