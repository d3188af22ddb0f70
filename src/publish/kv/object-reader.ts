// Objects out of KV, checked against their names.
import { type Hash, hashOf, objectKey } from "../../store/keys.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import type { ObjectReader } from "../model.ts";
import type { PublishKv } from "./kv.ts";

export function objectReader(kv: PublishKv): ObjectReader {
  const read = new Map<Hash, Promise<Uint8Array>>();
  let batch: { names: Hash[]; values: Promise<Map<string, Uint8Array>> } | null = null;
  const readSoon = (hash: Hash): Promise<Map<string, Uint8Array>> => {
    if (!batch) {
      const names: Hash[] = [];
      const values = Promise.resolve().then(() => {
        batch = null;
        return kv.get(names.map(objectKey));
      });
      batch = { names, values };
    }
    batch.names.push(hash);
    return batch.values;
  };
  return (hash) => {
    const found =
      read.get(hash) ?? readSoon(hash).then((values) => checked(hash, values.get(objectKey(hash))));
    read.set(hash, found);
    return found;
  };
}

async function checked(hash: Hash, bytes: Uint8Array | undefined): Promise<Uint8Array> {
  if (!bytes || (await hashOf(bytes)) !== hash) {
    throw new CommandError("publish.refused.object", {
      key: objectKey(hash),
      context: bytes ? "damaged" : "",
    });
  }
  return bytes;
}
