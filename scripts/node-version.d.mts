// Types of node-version.mjs, which old Nodes have to read.
export function refuseNode(
  system: { version: string; platform: string; arch: string },
  engines: string,
): string | null;
