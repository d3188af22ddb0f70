// The code of each workerd: Visnyk's bundle with its bindings, or a bare Worker that answers with the same bytes.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bundle } from "./bundle.ts";

/** Only scheme and host of the URLs in the answers. */
const ORIGIN = "http://localhost:8787";

/** A constant answer. `body: null` for statuses that have none. */
export interface ConstantAnswer {
  status: number;
  contentType: string | null;
  body: Uint8Array | null;
}

/** @param kvPort where the KV is served. @returns path of the workerd configuration, in `folder`. */
export async function writeVisnyk(folder: string, bundle: Bundle, kvPort: number): Promise<string> {
  await mkdir(folder);
  await copyFile(bundle.file, join(folder, "worker.js"));
  return writeConfig(
    folder,
    bundle,
    `(name = "worker.js", esModule = embed "worker.js")`,
    `(name = "KV", kvNamespace = "kv"), (name = "ORIGIN", text = "${ORIGIN}"), (name = "VERSION", json = "{\\"id\\":\\"bench\\"}")`,
    `(name = "kv", external = (address = "127.0.0.1:${kvPort}", http = ())),`,
  );
}

/** Bytes and not a string, content-type and nothing else: what any Worker must pay for such an answer. */
export async function writeBare(folder: string, bundle: Bundle, answer: ConstantAnswer): Promise<string> {
  const { status, contentType, body } = answer;
  const headers = contentType === null ? {} : { "content-type": contentType };
  await mkdir(folder);
  await writeFile(join(folder, "body.bin"), body ?? "");
  await writeFile(
    join(folder, "bare.js"),
    `import body from "body.bin";
const bytes = ${body ? "new Uint8Array(body)" : "null"};
const init = ${JSON.stringify({ status, headers })};
export default { fetch() { return new Response(bytes, init); } };
`,
  );
  return writeConfig(
    folder,
    bundle,
    `(name = "bare.js", esModule = embed "bare.js"), (name = "body.bin", data = embed "body.bin")`,
    "",
    "",
  );
}

/** Port 0: workerd takes a free one and reports it. */
async function writeConfig(
  folder: string,
  { compatibilityDate, compatibilityFlags }: Bundle,
  modules: string,
  bindings: string,
  services: string,
): Promise<string> {
  const file = join(folder, "config.capnp");
  await writeFile(
    file,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ${services}
    (name = "main", worker = (
      modules = [${modules}],
      compatibilityDate = "${compatibilityDate}",
      compatibilityFlags = ${JSON.stringify(compatibilityFlags)},
      bindings = [${bindings}],
    )),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`,
  );
  return file;
}
