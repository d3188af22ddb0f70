// Two kinds of tests: what publishes runs in Node, what serves runs in workerd with real local KV.
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["tests/unit/**/*.test.ts", "tests/publish/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: "./wrangler.toml" } })],
        test: {
          name: "workerd",
          include: ["tests/app/**/*.test.ts"],
          globalSetup: ["tests/support/node/seed.ts"],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
