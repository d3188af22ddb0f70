// Options before which `--` was forgotten: with npm itself, and in environments as npm makes them.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { refuseSwallowed } from "../../../src/publish/cli/swallowed-options.ts";
import { ROOT } from "../../../src/publish/files/root.ts";
import { everyNth } from "../../support/counts.ts";

const folder = mkdtempSync(join(tmpdir(), "visnyk-npmrc-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** As typed at a terminal whose language is English. */
function npmRun(...args: string[]): { status: number | null; out: string } {
  const env = { ...process.env, LC_ALL: "C" };
  const { status, stdout, stderr } = spawnSync("npm", ["run", ...args], { cwd: ROOT, env });
  return { status, out: `${stdout}${stderr}` };
}

describe("npm run content without --", () => {
  it.each(
    everyNth(
      [
        ["content publish --dry-run", "npm has kept --dry-run", "npm run content -- publish --dry-run"],
        [
          "content check --lang uk --json",
          "npm забрав --lang --json",
          "npm run content -- check --lang uk --json",
        ],
        ["content status --mark one/uk", "npm has kept --mark", "npm run content -- status --mark one/uk"],
        ["dev --port 8081", "npm has kept --port", "npm run dev -- --port 8081"],
      ],
      2,
    ),
  )("is refused: %s", (typed, why, command) => {
    const { status, out } = npmRun(...typed.split(" "));
    expect(status).toBe(1);
    expect(out).toContain(why);
    expect(out).toContain(`\`${command}\``);
    expect(out).not.toMatch(/is live|KV/);
  });

  it("is right where the option comes to us, or there is none", () => {
    expect(npmRun("content", "--", "check", "--json").out).toMatch(/^\[\]$/m);
    expect(npmRun("content", "check")).toMatchObject({ status: 0, out: expect.stringContaining("articles") });
  });
});

describe("refuseSwallowed", () => {
  const flags = ["--json", "--cache <folder>", "--uk <headline>", "--lang <language>"];
  const refuse = (env: Record<string, string>, args: string[] = [], takes = 0) => {
    const called = { script: "content", command: "new", args, takes, flags };
    return () => refuseSwallowed(called, { npm_lifecycle_event: "content", ...env });
  };

  it("says a value that has lost its option only where it is certain", () => {
    expect(refuse({ npm_config_uk: "true" }, ["Два слова"])).toThrow(
      '`npm run content -- new --uk "Два слова"`',
    );
    expect(refuse({ npm_config_uk: "true" }, ["One", "Два"], 1)).toThrow(
      "`npm run content -- new … --uk <headline>`",
    );
    expect(refuse({ npm_config_uk: "Два" }, ["One"], 1)).toThrow("`npm run content -- new One --uk Два`");
  });

  it("leaves alone what is meant for npm", () => {
    const userconfig = join(folder, "npmrc");
    writeFileSync(userconfig, "registry = https://registry.example\njson = true\n");
    expect(refuse({ npm_config_json: "true" })).toThrow("--json");
    for (const env of [
      { npm_config_json: "true", npm_config_userconfig: userconfig },
      { npm_config_json: "", npm_config_cache: "/c", npm_config_registry: "https://registry.example" },
      { npm_config_long: "true", npm_config_global: "true" },
    ])
      expect(refuse(env)).not.toThrow();
  });

  it("leaves alone what another script was called with, and what has come to us as well", () => {
    expect(refuse({ npm_config_json: "true", npm_lifecycle_event: "test" })).not.toThrow();
    expect(refuse({ npm_config_json: "true" }, ["--json"])).not.toThrow();
  });
});
