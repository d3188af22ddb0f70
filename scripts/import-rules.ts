// The architecture as rules: imports go one way, between folders and between the stages of a publish. `npm run check`
// holds them, type imports included.

import { builtinModules } from "node:module";
import type { ICruiseOptions, IForbiddenRuleType } from "dependency-cruiser";

/** Which parts of src/ each part may import beside its own files. The order is that of the ways through the code. */
const PARTS: Record<string, string[]> = {
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
    "store/references.ts",
    "render/snippets.ts",
  ],
  contract: ["article", "i18n", "store", "http", "render", "routes", "publish", "app.ts"],
  docs: ["article", "i18n", "store", "http", "render", "publish", "contract"],
};

/** An article's way, and the folders beside it: each imports only what stands before it. */
const STAGES = [
  "diagnostics",
  "languages",
  "model.ts",
  "files",
  "parse/text",
  "parse/language",
  "parse/front-matter",
  "parse/markdown",
  "parse",
  "media",
  "check",
  "compile",
  "build",
  "content",
  "kv",
  "commit",
  "editing",
  "report",
  "dev",
  "cli",
];

/** Folders of src/render/: each has one kind of reader. */
const READERS: Record<string, string[]> = {
  api: [],
  feeds: [],
  pages: ["feeds"],
  embeds: [],
  crawlers: ["pages/document.ts"],
};

/** npm packages on the serving side, and in publishing those that may not spread: where each has its job. */
const PACKAGES: Record<string, string> = {
  "hono/": "^src/(app\\.ts|routes/|render/|docs/)",
  "i18next/": "^src/(i18n/messages|contract/words|publish/diagnostics/messages)\\.ts$",
  "zod/": "^src/(article/article\\.ts|publish/|contract/)",
};

const path = (name: string): string =>
  name.endsWith(".ts") ? `^src/${name.replaceAll(".", "\\.")}$` : `^src/${name}/`;
const stage = (name: string): string => path(`publish/${name}`);

const parts: IForbiddenRuleType[] = Object.entries(PARTS).map(([part, allowed]) => ({
  name: `${part}-imports`,
  comment: `src/${part}/ imports only ${["its own files", ...allowed].join(", ")}.`,
  severity: "error",
  from: { path: path(part) },
  to: { path: "^src/", pathNot: [path(part), ...allowed.map(path)] },
}));

const stages: IForbiddenRuleType[] = STAGES.map((name, i) => ({
  name: `stage-${name}`,
  comment: `publish/${name} imports only earlier stages.`,
  severity: "error",
  from: { path: stage(name), pathNot: STAGES.filter((other) => other.startsWith(`${name}/`)).map(stage) },
  to: { path: "^src/publish/", pathNot: STAGES.slice(0, i + 1).map(stage) },
}));

const readers: IForbiddenRuleType[] = Object.entries(READERS).map(([name, allowed]) => ({
  name: `render-${name}`,
  comment: `render/${name} has one kind of reader.`,
  severity: "error",
  from: { path: path(`render/${name}`) },
  to: {
    path: "^src/render/[^/]+/",
    pathNot: [path(`render/${name}`), ...allowed.map((other) => path(`render/${other}`))],
  },
}));

const packages: IForbiddenRuleType[] = Object.entries(PACKAGES).map(([name, from]) => ({
  name: `package-${name.replace("/", "")}`,
  comment: `${name} has one job.`,
  severity: "error",
  from: { path: "^src/", pathNot: from },
  to: { path: `^node_modules/${name}` },
}));

export const RULES: IForbiddenRuleType[] = [
  { name: "no-circle", severity: "error", from: { path: "^src/" }, to: { circular: true } },
  ...parts,
  ...stages,
  ...readers,
  ...packages,
  {
    name: "every-stage-is-known",
    comment: "A new folder of publish/ needs a place in the order.",
    severity: "error",
    from: {},
    to: { path: "^src/publish/", pathNot: STAGES.map(stage) },
  },
  {
    name: "no-node-in-the-worker",
    comment: "The Worker has no Node modules and no packages but those of PACKAGES.",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(publish|contract|docs)/" },
    to: { dependencyTypes: ["core", "npm", "npm-dev"], pathNot: "^node_modules/(hono|i18next|zod)/" },
  },
  {
    name: "runs-without-tools",
    comment:
      "npm start and the editor's commands run without devDependencies: those are there for tests and checks.",
    severity: "error",
    from: { path: "^src/" },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "core-runs-anywhere",
    comment: "Parsing, checking, compiling and building reach nothing of Node and no picture library.",
    severity: "error",
    from: { path: "^src/publish/(parse|check|compile|build)/" },
    to: {
      path: `^(node:)?(${builtinModules.join("|")})$|^node_modules/(sharp|satori)/`,
      reachable: true,
    },
  },
  {
    name: "no-zod-in-the-worker",
    comment: "On the serving side the article's schemas are types only.",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(publish|contract|docs|article)/" },
    to: { path: "^src/article/article\\.ts$", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "strings-of-editors",
    comment: "The strings that editors are told are no weight on the Worker.",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/publish/" },
    to: { path: "^locales/check\\." },
  },
  {
    name: "strings-of-readers",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/i18n/" },
    to: { path: "^locales/[a-z]+\\.json$" },
  },
];

export const OPTIONS: ICruiseOptions = {
  parser: "swc",
  tsPreCompilationDeps: true,
  doNotFollow: { path: "node_modules" },
  extraExtensionsToScan: [".json"],
};
