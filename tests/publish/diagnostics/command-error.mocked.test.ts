// Messages for trouble with the machine: a full disk, a database that fails.

import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { CommandError, errorWords } from "../../../src/publish/diagnostics/command-error.ts";
import { Spool } from "../../../src/publish/files/spool.ts";
import { MediaCache } from "../../../src/publish/media/media-cache.ts";

const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  return { ...fs, writeFileSync: vi.fn(fs.writeFileSync) };
});
vi.mock("node:fs/promises", async (original) => {
  const fs = await original<typeof import("node:fs/promises")>();
  return { ...fs, writeFile: vi.fn(fs.writeFile), mkdir: async () => undefined };
});

const WORDS = [
  ["en", /^the disk is full: make room on it/],
  ["uk", /^на диску немає місця: звільніть його/],
] as const;
const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("a full disk", () => {
  it.each<[string, () => unknown]>([
    [
      "the cache of pictures",
      async () => {
        const { writeFile } = await import("node:fs/promises");
        vi.mocked(writeFile).mockRejectedValueOnce(full);
        await new MediaCache(join(tmpdir(), `visnyk-cache-${crypto.randomUUID()}`)).getOrCreate("x", (put) =>
          put(new Uint8Array(1), "png"),
        );
      },
    ],
    [
      "the texts that are read",
      async () => {
        const { writeFileSync } = await import("node:fs");
        vi.mocked(writeFileSync).mockImplementationOnce(() => {
          throw full;
        });
        const { mkdtempSync } = await import("node:fs");
        new Spool(mkdtempSync(join(tmpdir(), "visnyk-spool-"))).add("text");
      },
    ],
    [
      "the local KV, by its file",
      () => {
        throw new CommandError("publish.refused.localKv", {
          reason: "Error: ENOSPC: no space left on device",
        });
      },
    ],
    [
      "the local KV, by its database",
      () => {
        throw new CommandError("publish.refused.localKv", {
          reason: "Error: database or disk is full: SQLITE_FULL",
        });
      },
    ],
    [
      "what another error has caused",
      () => {
        throw new Error("something failed", { cause: full });
      },
    ],
  ])("is called that, with what to do: %s", async (_, work) => {
    const error = await thrownBy(work);
    for (const [locale, words] of WORDS) expect(errorWords(error, locale)).toMatch(words);
  });

  it("is not what other trouble is called", () => {
    expect(errorWords(new CommandError("publish.refused.localKv", { reason: "exit 1" }), "en")).toMatch(
      /^the local KV has failed \(exit 1\)/,
    );
  });
});
