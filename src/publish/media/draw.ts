// Drawings → pixels, in a process that is ended when it takes too long.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROCESS = fileURLToPath(new URL("./draw-process.ts", import.meta.url));

/** @param seconds after which it is stopped. @returns RGBA; `null` if it was stopped. @throws if it cannot be drawn. */
export async function draw(
  bytes: Uint8Array,
  { width, height, maxPixels }: { width: number; height: number; maxPixels: number },
  seconds: number,
): Promise<Buffer | null> {
  const drawer = spawn(process.execPath, [PROCESS, width, height, maxPixels].map(String), {
    stdio: ["pipe", "pipe", "ignore"],
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    drawer.kill("SIGKILL");
  }, seconds * 1000);
  // It may end before it has read everything.
  drawer.stdin.on("error", () => {});
  drawer.stdin.end(bytes);
  const parts: Buffer[] = [];
  drawer.stdout.on("data", (part: Buffer) => parts.push(part));
  const [code] = await once(drawer, "close").finally(() => clearTimeout(timer));
  if (isLate) return null;
  const pixels = Buffer.concat(parts);
  if (code !== 0 || pixels.length !== width * height * 4)
    throw new Error(`the drawing process ended: ${code}`);
  return pixels;
}
