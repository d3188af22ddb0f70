// A Chromium, and what a page did in it that it should not have done.
import { execFile } from "node:child_process";
import { mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import axe from "axe-core";
import {
  type Browser,
  type BrowserContextOptions,
  type BrowserServer,
  type Page,
  chromium as playwright,
} from "playwright-core";
import { inject } from "vitest";
import { ROOT } from "../../../src/publish/files/root.ts";

/** Not the package's own arguments: those run everything in one process and turn web security off. */
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic"];

export const launchBrowser = async (): Promise<BrowserServer> =>
  playwright.launchServer({ executablePath: await unpack(), args: ARGS });

/** @returns the browser that all tests share. Closing it closes the pages that were opened here, and no others. */
export const openBrowser = (): Promise<Browser> => playwright.connect(inject("browserEndpoint"));

/**
 * The package unpacks into the temporary folder and takes half a file for a whole one. So it is given a folder of
 * its own, which gets its name when everything is in it.
 * @returns path of the executable.
 */
async function unpack(): Promise<string> {
  const folder = join(tmpdir(), "visnyk-chromium-153.0.0");
  const executable = join(folder, "chromium");
  if (await stat(executable).catch(() => null)) return executable;
  const partial = await mkdtemp(`${folder}-`);
  // In a process of its own, whose temporary folder that is.
  await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "-e", 'await (await import("@sparticuz/chromium")).default.executablePath()'],
    { cwd: ROOT, env: { ...process.env, TMPDIR: partial } },
  );
  // Another process may have been faster; what it unpacked is the same.
  await rename(partial, folder).catch(() => rm(partial, { recursive: true, force: true }));
  return executable;
}

/** What axe-core finds in a page, as `rule: element`. Pages in frames are not looked at. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      iframes: false,
      resultTypes: ["violations"],
    }),
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

export interface Visit {
  page: Page;
  /** Console errors and warnings (violations of a policy among them), dialogs, script errors. */
  complaints: string[];
  /** Every URL that the page asked for. */
  requests: string[];
  /** Sum of layout shifts so far, those that follow a reader's input left out, as in CLS. */
  shift(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens `url` in a context of its own and waits until it is loaded. `url: null` opens nothing yet.
 * @param pictureDelay milliseconds by which pictures come late, so that what they would push aside is there.
 */
export async function visit(
  browser: Browser,
  url: string | null,
  options: BrowserContextOptions = {},
  pictureDelay = 0,
): Promise<Visit> {
  const context = await browser.newContext(options);
  if (pictureDelay > 0) {
    await context.route("**/media/**", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, pictureDelay));
      await route.continue();
    });
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    // Our observer of layout shifts, where a frame may not run it; no card has a script that could be blocked.
    if (/^Blocked script execution in '[^']+' because the document's frame is sandboxed/.test(message.text()))
      return;
    complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", async (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("request", (request) => requests.push(request.url()));
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { __shifts: shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) {
        if (!entry.hadRecentInput) shifts.push(entry.value);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  if (url) await page.goto(url, { waitUntil: "load" });
  return {
    page,
    complaints,
    requests,
    shift: () =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            // Two frames later every shift of the last layout is known.
            requestAnimationFrame(() =>
              requestAnimationFrame(() =>
                resolve(
                  (globalThis as unknown as { __shifts: number[] }).__shifts.reduce((a, b) => a + b, 0),
                ),
              ),
            );
          }),
      ),
    close: () => context.close(),
  };
}
