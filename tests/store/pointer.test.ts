// The pointer against damage: flipped bits, and an edit that no publisher has written.
import { describe, expect, it } from "vitest";
import type { Pointer } from "../../src/store/format.ts";
import { decodePointer, encodePointer, PointerReader } from "../../src/store/pointer.ts";

const [A, B, C] = ["A", "B", "C"].map((letter) => letter.repeat(22)) as [string, string, string];
const pointer = (edit: number, release = A): Pointer => ({
  v: 1,
  edit,
  timeline: [
    { from: 0, release },
    { from: 1_900_000_000_000, release: B },
  ],
  previous: C,
});

describe("a stored pointer", () => {
  it("comes back as it was written, without its checksum", async () => {
    expect(await decodePointer(await encodePointer(pointer(3)))).toEqual(pointer(3));
  });

  it("of before there were checksums is read", async () => {
    expect(await decodePointer(new TextEncoder().encode(JSON.stringify(pointer(3))))).toEqual(pointer(3));
  });

  it("is never another one, whichever bit of it is flipped", async () => {
    const bytes = await encodePointer(pointer(3));
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = Uint8Array.from(bytes);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const found = await decodePointer(damaged);
      // Only the name of the checksum's own field may be lost.
      if (found) expect(found).toMatchObject(pointer(3));
    }
  });
});

describe("a reader of the pointer", () => {
  const MINUTE = 60_000;
  let now = Date.parse("2026-01-01T00:00:00Z");
  let stored: Uint8Array;
  const reader = () =>
    new PointerReader(
      {
        getWithMetadata: async () => ({ value: Uint8Array.from(stored).buffer, metadata: null }),
        get: () => Promise.reject(new Error("nobody asks")),
      },
      () => now,
      () => {},
      0,
    );
  const live = async (from: PointerReader) => {
    now += MINUTE;
    return (await from.read()).release;
  };

  it("keeps the newer one while a location of KV is behind", async () => {
    stored = await encodePointer(pointer(8, B));
    const from = reader();
    expect(await live(from)).toBe(B);
    stored = await encodePointer(pointer(7));
    for (let i = 0; i < 5; i++) expect(await live(from)).toBe(B);
    stored = await encodePointer(pointer(9, C));
    expect(await live(from)).toBe(C);
  });

  it("does not believe an edit for good that all of KV has below it", async () => {
    // Damaged before there were checksums.
    stored = new TextEncoder().encode(JSON.stringify(pointer(8_000_000, B)));
    const from = reader();
    expect(await live(from)).toBe(B);
    stored = await encodePointer(pointer(9, C));
    const seen: string[] = [];
    for (let i = 0; i < 12; i++) seen.push(await live(from));
    expect(seen.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => B));
    expect(seen.at(-1)).toBe(C);
    // And from there on as usual.
    stored = await encodePointer(pointer(10, A));
    expect(await live(from)).toBe(A);
  });
});
