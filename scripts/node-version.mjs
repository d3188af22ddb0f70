// The Node versions that can install and run the project. Plain JavaScript that old Nodes can read.

/** Where npm brings the Node that runs us (node-linux-*), installing is all that the system's own has to do. */
const TO_INSTALL = [20, 0];

/**
 * @param {{ version: string, platform: string, arch: string }} system
 * @param {string} engines the range in package.json, as `>=22.18`
 * @returns {string | null} why this Node cannot do, and what to do; `null` if it can.
 */
export function refuseNode({ version, platform, arch }, engines) {
  const brought = platform === "linux" && (arch === "x64" || arch === "arm64");
  const needed = brought ? TO_INSTALL : engines.replace(">=", "").split(".").map(Number);
  const [major, minor] = version.split(".").map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= (needed[1] || 0))) return null;
  const name = needed[1] ? needed.join(".") : needed[0];
  return `Visnyk needs Node ${name} or newer, and this is Node ${version}: get it from https://nodejs.org.`;
}
