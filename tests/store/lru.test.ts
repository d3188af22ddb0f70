import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lru } from "../../src/store/lru.ts";

describe("what an isolate remembers", () => {
  it("is what was used last, within the limit, whatever is asked of it", () => {
    const key = fc.constantFrom(..."abcdefgh");
    const step = fc.oneof(
      fc.record({ set: key, size: fc.integer({ min: 0, max: 12 }) }),
      fc.record({ get: key }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const lru = new Lru<number>(20);
        // The plain way: a list, most recent last.
        let model: { key: string; value: number; size: number }[] = [];
        for (const [i, each] of steps.entries()) {
          if ("get" in each) {
            const known = model.find((entry) => entry.key === each.get);
            expect(lru.get(each.get)).toBe(known?.value);
            if (known) model = [...model.filter((entry) => entry !== known), known];
            continue;
          }
          lru.set(each.set, i, each.size);
          model = [
            ...model.filter((entry) => entry.key !== each.set),
            { key: each.set, value: i, size: each.size },
          ];
          while (model.reduce((sum, { size }) => sum + size, 0) > 20) model.shift();
        }
        for (const name of "abcdefgh") expect(lru.has(name)).toBe(model.some((entry) => entry.key === name));
      }),
    );
  });

  it("is never a value that is larger than the limit, nor what that value replaces", () => {
    const lru = new Lru<string>(10);
    lru.set("a", "small", 1);
    lru.set("b", "kept", 1);
    lru.set("a", "large", 11);
    expect([lru.get("a"), lru.get("b")]).toEqual([undefined, "kept"]);
    lru.clear();
    expect(lru.get("b")).toBeUndefined();
  });
});
