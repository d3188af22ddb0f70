// The core of publishing – parse, check, compile, build – runs anywhere: here in workerd, without files, pictures,
// threads and processes.
import { expect, inject, it } from "vitest";
import { releaseOf } from "../support/core.ts";

const { inputs, release } = inject("core");

it("takes the newsroom's articles from Markdown to a release in workerd, to the same bytes as in Node", async () => {
  expect(navigator.userAgent).toBe("Cloudflare-Workers");
  const here = await releaseOf(inputs);
  expect(here.diagnostics).toEqual([]);
  expect(Object.keys(here.objects).length).toBeGreaterThan(6);
  expect(here).toEqual(release);
});

it("finds the same mistakes in workerd, at the same place", async () => {
  const [path = "", text = ""] = Object.entries(inputs.texts).find(([file]) => file.endsWith("uk.md")) ?? [];
  const broken = text.replace(/^headline: /m, "headlines: ");
  const { diagnostics } = await releaseOf({ ...inputs, texts: { ...inputs.texts, [path]: broken } });
  expect(diagnostics.map(({ code, file, line }) => [code, file, line])).toEqual([
    ["unknown_field", `content/${path}`, broken.slice(0, broken.indexOf("headlines")).split("\n").length],
  ]);
});
