import { describe, expect, it } from "vitest";
import { changeable, cutTo } from "../../src/http/cache-policy.ts";
import { canonicalPath } from "../../src/http/canonical-path.ts";
import { matchesIfNoneMatch } from "../../src/http/conditional.ts";
import { formatCursor, parseCursor } from "../../src/render/cursor.ts";
import { liveAt, parsePointer } from "../../src/store/pointer.ts";

describe("If-None-Match", () => {
  it.each([
    ['"x"', true],
    ['W/"x"', true],
    ['"a", "x"', true],
    ['"a",W/"x","b"', true],
    ["*", true],
    [" * ", true],
    ['"a, x"', false],
    ['"a""x"', false],
    ['"a" "x"', false],
    ['x"x"', false],
    ['"y"', false],
    ["x", false],
    ['""', false],
    ["", false],
  ])("%s", (header, matches) => {
    expect(matchesIfNoneMatch(header, '"x"')).toBe(matches);
  });
});

describe("Cache-Control up to the timeline's next moment", () => {
  it.each([
    [null, "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"],
    [1_000_000, "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"],
    [700, "public, max-age=60, stale-while-revalidate=600, stale-if-error=640"],
    [100.9, "public, max-age=60, stale-while-revalidate=40, stale-if-error=40"],
    [30, "public, max-age=30, stale-while-revalidate=0, stale-if-error=0"],
    [-5, "public, max-age=0, stale-while-revalidate=0, stale-if-error=0"],
  ])("%s seconds ahead", (seconds, policy) => {
    expect(changeable(seconds)).toBe(policy);
  });

  it("cuts errors and redirects, too", () => {
    expect(cutTo("public, max-age=300", 20)).toBe("public, max-age=20");
    expect(cutTo("public, max-age=300", 400)).toBe("public, max-age=300");
    expect(cutTo("no-store", 20)).toBe("no-store");
  });
});

describe("the canonical spelling of a path", () => {
  it.each([
    ["/", "/"],
    ["/v1/uk/articles/x", "/v1/uk/articles/x"],
    ["/V1/UA/Articles/X//", "/v1/uk/articles/x"],
    ["/EN-gb/x", "/en/x"],
    ["/v1/uk/articles/%D1%97", "/v1/uk/articles/%D1%97"],
    ["/v1/uk/articles/%D1%96%CC%88", "/v1/uk/articles/%D1%97"],
    ["/Media/AbC/x.SVG", "/media/AbC/x.SVG"],
    ["/v1/articles/ua", "/v1/articles/ua"],
    ["//x", "//x"],
  ])("%s is %s", (path, canonical) => {
    expect(canonicalPath(path)).toEqual({ path: canonical });
  });

  it.each(["/%zz", "/%", "/a%00", "/a%2Fb", "/a%5Cb", "/a%0A", "/%C3", "/%ED%A0%80", "/%7f"])(
    "%s has none",
    (path) => {
      expect(canonicalPath(path)).toEqual({ problem: "invalid_path" });
    },
  );

  it("has at most 2 kB", () => {
    expect(canonicalPath(`/${"x".repeat(2047)}`)).toHaveProperty("path");
    expect(canonicalPath(`/${"x".repeat(2048)}`)).toEqual({ problem: "uri_too_long" });
  });
});

describe("a cursor", () => {
  const position = { datePublished: "2025-06-29T09:00:00Z", id: "landmine-treaty-exit" };

  it("comes back as the position that it was made of", () => {
    expect(parseCursor(formatCursor(position, "s:latest-news"), "s:latest-news")).toEqual(position);
  });

  it("belongs to its own list, and is nothing else", () => {
    const cursor = formatCursor(position, "s:latest-news");
    for (const other of ["all", "s:background", "a:latest-news"] as const)
      expect(parseCursor(cursor, other)).toBeNull();
    for (const bad of [
      "",
      "x",
      `${cursor}=`,
      `${cursor}A`,
      cursor.slice(1),
      btoa("x y all"),
      "💥",
      "a".repeat(500),
    ]) {
      expect(parseCursor(bad, "s:latest-news")).toBeNull();
    }
  });
});

describe("the pointer", () => {
  const [A, B, C] = ["A", "B", "C"].map((letter) => letter.repeat(22)) as [string, string, string];
  const pointer = {
    v: 1 as const,
    edit: 3,
    timeline: [
      { from: 0, release: A },
      { from: 1000, release: B },
    ],
    previous: C,
  };

  it("says what is live, what was before and when that changes", () => {
    expect(liveAt(pointer, 999)).toEqual({ release: A, previous: C, until: 1000 });
    expect(liveAt(pointer, 1000)).toEqual({ release: B, previous: A, until: null });
  });

  it("is read only when it is whole", () => {
    expect(parsePointer(JSON.stringify(pointer))).toEqual(pointer);
    const bad: unknown[] = [
      null,
      [],
      "x",
      { ...pointer, v: 2 },
      { ...pointer, edit: "3" },
      { ...pointer, timeline: [] },
      { ...pointer, timeline: {} },
      { ...pointer, timeline: [null] },
      { ...pointer, timeline: [{ from: 0, release: "short" }] },
      { ...pointer, timeline: [{ from: "0", release: A }] },
      { ...pointer, timeline: [...pointer.timeline].reverse() },
      { ...pointer, previous: undefined },
      { ...pointer, previous: "short" },
    ];
    for (const value of bad) expect(parsePointer(JSON.stringify(value))).toBeNull();
    expect(parsePointer("{")).toBeNull();
  });
});
