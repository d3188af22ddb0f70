// Objects that a release brings, by the hash of their bytes. The bytes are made when they are asked for, and not kept:
// those of a large release would not fit into memory.

import { type Hash, hashOf } from "../../store/keys.ts";
import type { Encode } from "../model.ts";

/** Stores a value as an object. */
export type Store = (value: unknown) => Promise<Hash>;

export class NewObjects {
  readonly values = new Map<Hash, Encode>();

  /** The value must not change any more. */
  readonly store: Store = async (value) => {
    const encode = async () => new TextEncoder().encode(JSON.stringify(value));
    const hash = await hashOf(await encode());
    this.values.set(hash, encode);
    return hash;
  };
}
