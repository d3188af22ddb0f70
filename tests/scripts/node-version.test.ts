// Refused Node versions: on Linux npm brings the right one, elsewhere the system's has to run the project.
import { describe, expect, it } from "vitest";
import { refuseNode } from "../../scripts/node-version.mjs";

const refuse = (version: string, platform: string, arch = "x64") =>
  refuseNode({ version, platform, arch }, ">=22.18");

describe("refuseNode", () => {
  it.each([
    ["20.0.0", "linux", "x64"],
    ["20.20.2", "linux", "arm64"],
    ["22.18.0", "darwin", "arm64"],
    ["24.0.0", "win32", "x64"],
  ])("takes Node %s on %s %s", (...system) => {
    expect(refuse(...(system as [string, string, string]))).toBe(null);
  });

  it.each([
    ["18.20.8", "linux", "x64", "Node 20 or newer"],
    ["20.20.2", "linux", "riscv64", "Node 22.18 or newer"],
    ["22.17.1", "darwin", "arm64", "Node 22.18 or newer"],
    ["20.20.2", "win32", "x64", "Node 22.18 or newer"],
  ])("refuses Node %s on %s %s", (version, platform, arch, needed) => {
    expect(refuse(version, platform, arch)).toContain(`${needed}, and this is Node ${version}`);
  });
});
