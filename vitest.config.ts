// Three kinds of tests: what publishes runs in Node, what serves in workerd with real local KV, and what readers see
// in a browser, in front of the bundled Worker. Files share modules and workers, which saves a third of the time.
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** Milliseconds, for a machine that is busy. */
const PATIENCE = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // CI has two cores, and each test waits now and then.
    maxWorkers: 4,
    globalSetup: ["tests/support/node/bundle.ts"],
    projects: [
      {
        test: {
          name: "node",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/{routes,browser}/**", "**/*.{workerd,mocked}.test.ts", "**/node_modules/**"],
          isolate: false,
          ...PATIENCE,
        },
      },
      {
        test: {
          // Has modules of its own, in the place of which others stand.
          name: "mocked",
          include: ["tests/**/*.mocked.test.ts"],
          ...PATIENCE,
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.toml" } })],
        test: {
          name: "workerd",
          include: ["tests/routes/**/*.test.ts", "tests/**/*.workerd.test.ts"],
          isolate: false,
          globalSetup: ["documents", "seed", "core"].map((name) => `tests/support/node/${name}.ts`),
          ...PATIENCE,
        },
      },
      {
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          isolate: false,
          // The site is served from the bundle, and the project's own setup comes before that of the whole.
          globalSetup: ["bundle", "site"].map((name) => `tests/support/node/${name}.ts`),
          ...PATIENCE,
        },
      },
    ],
  },
});
