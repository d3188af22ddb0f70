// XML out of the template tag that HTML comes from: it escapes what XML wants escaped, too.
import type { Html } from "./view.ts";

/** XML 1.0 §2.2 has no place for most control characters, not even as references. */
const NO_CHARACTER = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

export const xmlDocument = (root: Html): string =>
  `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n${root}`.replace(NO_CHARACTER, "\ufffd");
