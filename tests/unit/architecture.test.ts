// The tree is the architecture: imports go one way.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = join(import.meta.dirname, "../../src");

/** Which folders of src/ each folder may import; its own files always. */
const ALLOWED: Record<string, readonly string[]> = {
  article: [],
  i18n: [],
  store: ["article", "i18n"],
  http: ["article", "i18n"],
  render: ["article", "i18n", "http", "store/format.ts", "store/keys.ts"],
  routes: ["article", "i18n", "store", "http", "render"],
  publish: [
    "article",
    "i18n",
    "store/format.ts",
    "store/keys.ts",
    "store/objects.ts",
    "store/pointer.ts",
    "render/snippets.ts",
  ],
  // Describes all the others.
  contract: ["article", "i18n", "store", "http", "render", "routes", "publish", "app.ts"],
  docs: ["article", "i18n", "store", "http", "render", "publish", "contract"],
  "": ["article/paths.ts", "http/deprecations.ts", "routes", "store"],
};

/** What the Worker has nothing of. */
const NODE_ONLY = /^(publish|contract|docs)\//;

/** What only one folder, or nobody on the serving side, may import from npm. */
const PACKAGES: Record<string, RegExp> = {
  hono: /^(app\.ts|routes\/|render\/|docs\/)/,
  i18next: /^(i18n\/messages|contract\/words|publish\/problem-words)\.ts$/,
  "cloudflare:workers": /^worker\.ts$/,
  "zod/mini": /^(article\/article\.ts|publish\/|contract\/)/,
};

const files = (readdirSync(SRC, { recursive: true }) as string[]).filter((file) =>
  /(?<!\.d)\.ts$/.test(file),
);
const importsOf = (file: string): { from: string; typeOnly: boolean }[] =>
  [
    ...readFileSync(join(SRC, file), "utf8").matchAll(
      /^(?:import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"/gm,
    ),
  ].map(([, type, from]) => ({ from: from as string, typeOnly: type !== undefined }));

describe("imports", () => {
  it.each(files)("of %s go one way", (file) => {
    const folder = dirname(file) === "." ? "" : (file.split("/")[0] as string);
    for (const { from } of importsOf(file)) {
      if (!from.startsWith(".")) continue;
      const target = relative(SRC, resolve(SRC, dirname(file), from));
      if (target.startsWith("../locales/")) {
        // What editors are told is no weight on the Worker.
        const owner = target.startsWith("../locales/check.") ? "publish" : "i18n";
        expect({ file, imports: target, folder }).toEqual({ file, imports: target, folder: owner });
        continue;
      }
      const allowed =
        target.startsWith(`${folder}/`) ||
        (folder === "" && !target.includes("/")) ||
        ALLOWED[folder]?.some((path) => target === path || target.startsWith(`${path}/`));
      expect({ file, imports: target, allowed }).toEqual({ file, imports: target, allowed: true });
    }
  });

  it("of packages stay where they have their one job", () => {
    for (const file of files) {
      for (const { from } of importsOf(file)) {
        const name = Object.keys(PACKAGES).find((known) => from === known || from.startsWith(`${known}/`));
        if (name)
          expect({ file, package: name, allowed: PACKAGES[name]?.test(file) }).toMatchObject({
            allowed: true,
          });
        else if (!from.startsWith("."))
          expect({ file, package: from, node: NODE_ONLY.test(file) }).toMatchObject({ node: true });
      }
    }
  });

  it("take types only from the article's schemas on the serving side, so that zod stays out of the Worker", () => {
    for (const file of files.filter((name) => !NODE_ONLY.test(name))) {
      for (const { from, typeOnly } of importsOf(file)) {
        if (relative(SRC, resolve(SRC, dirname(file), from)) === "article/article.ts")
          expect({ file, typeOnly }).toEqual({ file, typeOnly: true });
      }
    }
  });
});

describe("files", () => {
  it("are named in kebab-case, say what they own, and stay readable", () => {
    for (const file of files) {
      expect(file).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*\/)?[a-z0-9]+(-[a-z0-9]+)*\.ts$/);
      const text = readFileSync(join(SRC, file), "utf8");
      expect([file, text.startsWith("// ")]).toEqual([file, true]);
      expect([file, text.split("\n").length <= 260]).toEqual([file, true]);
    }
  });
});
