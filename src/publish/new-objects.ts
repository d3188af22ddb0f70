// Objects that a release brings, by the hash of their bytes.
import { type Hash, hashOf } from "../store/keys.ts";

/** Stores a value as an object. */
export type Store = (value: unknown) => Promise<Hash>;

export class NewObjects {
  readonly values = new Map<Hash, Uint8Array>();

  readonly store: Store = async (value) => {
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    const hash = await hashOf(bytes);
    this.values.set(hash, bytes);
    return hash;
  };
}
