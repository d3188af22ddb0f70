// A registry of npm packages for tests of installing: no network, and packages that come when the test lets them.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const VERSION = "1.0.0";

export class Registry {
  readonly url: string;
  readonly close: () => Promise<void>;
  readonly #packages: Map<string, Buffer>;
  /** Names of packages that are asked for, and not sent. */
  readonly held = new Set<string>();
  /** Resolves when a held package has been asked for. */
  readonly #asked: (() => void)[] = [];

  private constructor(packages: Map<string, Buffer>, url: string, close: () => Promise<void>) {
    this.#packages = packages;
    this.url = url;
    this.close = close;
  }

  /** @param names of packages, each with a manifest and `index.js`. */
  static async open(...names: string[]): Promise<Registry> {
    const packages = new Map(await Promise.all(names.map(async (name) => [name, await pack(name)] as const)));
    let registry: Registry | null = null;
    const server = createServer(({ url = "/" }, response) => registry?.answer(url, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    registry = new Registry(packages, `http://127.0.0.1:${port}`, async () => {
      server.closeAllConnections();
      server.close();
    });
    return registry;
  }

  /** What package-lock.json has of a package, in a lockfile without addresses. */
  locked(name: string): { version: string; integrity: string } {
    const hash = createHash("sha512").update(this.#bytes(name)).digest("base64");
    return { version: VERSION, integrity: `sha512-${hash}` };
  }

  /** Keeps this package back. @returns a promise of somebody having asked for it. */
  hold(name: string): Promise<void> {
    this.held.add(name);
    return new Promise((resolve) => this.#asked.push(resolve));
  }

  answer(url: string, response: ServerResponse): void {
    const [, name = "", file] = url.split("/");
    if (!this.#packages.has(name)) return void response.writeHead(404).end();
    if (file === undefined) {
      const dist = { tarball: `${this.url}/${name}/-/${name}-${VERSION}.tgz`, ...this.locked(name) };
      const versions = { [VERSION]: { name, version: VERSION, dist } };
      return void response.end(JSON.stringify({ name, "dist-tags": { latest: VERSION }, versions }));
    }
    if (!this.held.has(name)) return void response.end(this.#bytes(name));
    for (const tell of this.#asked.splice(0)) tell();
  }

  #bytes(name: string): Buffer {
    const bytes = this.#packages.get(name);
    if (!bytes) throw new Error(`no package ${name}`);
    return bytes;
  }
}

async function pack(name: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "visnyk-package-"));
  await mkdir(join(folder, "package"));
  await writeFile(join(folder, "package/package.json"), JSON.stringify({ name, version: VERSION }));
  await writeFile(join(folder, "package/index.js"), "");
  const bytes = execFileSync("tar", ["-czf", "-", "-C", folder, "package"]);
  await rm(folder, { recursive: true });
  return bytes;
}
