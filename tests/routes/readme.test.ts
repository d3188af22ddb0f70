// The requests in README.md and docs/api.md have the answers that are printed there.
import { env } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import api from "../../docs/api.md?raw";
import readme from "../../README.md?raw";
import { createVisnyk } from "../../src/app.ts";
import { seed } from "../support/world.ts";

interface Shown {
  command: string;
  url: string;
  headers: Record<string, string>;
  output: string[];
}

const shownIn = (document: string): Shown[] =>
  [...document.matchAll(/```console\n\$ (curl [^\n]+)\n([\s\S]*?)```/g)].map(
    ([, command = "", output = ""]) => ({
      command,
      url: /localhost:8787(\/[^\s']*)/.exec(command)?.[1] ?? "",
      headers: Object.fromEntries(
        [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]),
      ),
      output: output.trim().split("\n"),
    }),
  );
const [inReadme, inApi] = [shownIn(readme), shownIn(api)];

beforeAll(() => seed());

it("are five in the README, and two of an app that keeps a copy", () => {
  expect([inReadme.length, inApi.length]).toEqual([5, 2]);
});

it.each([...inReadme, ...inApi])("$command", async ({ command, url, headers, output }) => {
  const visnyk = createVisnyk({
    kv: env.KV,
    assets: env.ASSETS,
    origin: "http://localhost:8787",
    build: "readme",
    waitUntil: () => {},
    now: Date.now,
  });
  const scope = { render: (address: string) => visnyk.render(new Request(address)), waitUntil: () => {} };
  const method = command.includes("-sI") ? "HEAD" : "GET";
  const response = await visnyk.fetch(new Request(`http://localhost:8787${url}`, { method, headers }), scope);
  const body = await response.text();
  for (const line of output) {
    const header = /^([A-Z][\w-]+): (.*)$/.exec(line);
    if (line.startsWith("HTTP/")) expect(line).toContain(` ${response.status} `);
    else if (header)
      expect([header[1], response.headers.get(header[1] ?? "")]).toEqual([header[1], header[2]]);
    else expect(body.slice(0, line.length)).toBe(line);
  }
});
