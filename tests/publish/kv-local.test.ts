import { expect, it } from "vitest";
import { localId } from "../../src/publish/kv-local.ts";

it.each([
  ["", "KV"],
  ['id = "0f2ac74b498b48028cb68387c421e279"', "0f2ac74b498b48028cb68387c421e279"],
  ['id = "a"\npreview_id = "b"', "b"],
])(
  "the local KV is where wrangler dev has it, whatever wrangler.toml calls the namespace: %j",
  (ids, expected) => {
    const config = `name = "visnyk"\n[[kv_namespaces]]\nbinding = "OTHER"\nid = "c"\n[[kv_namespaces]]\nbinding = "KV"\n${ids}\n`;
    expect(localId(config)).toBe(expected);
  },
);
