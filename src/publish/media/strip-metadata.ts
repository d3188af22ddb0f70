// A photograph without what its camera and its editors wrote into it (place, time, names, previews): the same pixels,
// byte for byte. What says how to show it stays: colour profile, gamma, orientation.
import { DamagedMedia } from "../diagnostics/diagnostic.ts";

/**
 * @param orientation EXIF's, 1 to 8: a JPEG keeps it, in a block of its own; in the other formats it has to be 1.
 * @throws Damaged
 */
export const stripMetadata = (
  format: keyof typeof STRIPPERS,
  bytes: Uint8Array,
  orientation: number,
): Uint8Array => whole(() => STRIPPERS[format](bytes, orientation));

/** Whether a PNG moves (Third Edition, §4.9): decoders that do not know of it show its first picture. @throws Damaged */
export const isAnimatedPng = (bytes: Uint8Array): boolean =>
  whole(() => [...pngChunks(bytes)].some(({ name }) => name === "acTL"));

/** Reading past the end means damage. */
function whole<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new DamagedMedia() : error;
  }
}

function stripJpeg(bytes: Uint8Array, orientation: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.subarray(0, 2), ...(orientation > 1 ? [exifOrientation(orientation)] : [])];
  for (let at = 2; ; ) {
    const marker = view.getUint16(at);
    // Nothing counts after the end of the image: phones put a film there (ITU-T T.81 §B.1.1.3).
    if (marker === 0xffd9) return concat([...kept, bytes.subarray(at, at + 2)]);
    if (marker === 0xffff) {
      at += 1;
      continue;
    }
    let end = at + 2 + view.getUint16(at + 2);
    if (marker === 0xffda) while (view.getUint8(end) !== 0xff || isEntropy(view.getUint8(end + 1))) end++;
    if (isKeptSegment(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end));
    at = end;
  }
}

/** After 0xff inside a scan: a stuffed byte or a restart marker. */
const isEntropy = (next: number): boolean => next === 0 || (next >= 0xd0 && next <= 0xd7);

/** JFIF, Adobe's colour transform and the colour profile, and whatever is no application segment or comment. */
function isKeptSegment(marker: number, data: Uint8Array): boolean {
  const begins = (name: string) => name === String.fromCharCode(...data.subarray(0, name.length));
  if (marker < 0xffe0 || (marker > 0xffef && marker !== 0xfffe)) return true;
  return (
    (marker === 0xffe0 && begins("JFIF\0")) ||
    (marker === 0xffe2 && begins("ICC_PROFILE\0")) ||
    (marker === 0xffee && begins("Adobe"))
  );
}

/** An APP1 segment with one TIFF entry: tag 0x0112, SHORT, one value (Exif 2.3 §4.6.4). */
const exifOrientation = (orientation: number): Uint8Array =>
  Uint8Array.from([
    ...[0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
    ...[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
  ]);

const PNG_KEPT = new Set([
  "tRNS",
  "gAMA",
  "cHRM",
  "sRGB",
  "iCCP",
  "cICP",
  "mDCV",
  "cLLI",
  "sBIT",
  "bKGD",
  "pHYs",
]);

/** PNG (Third Edition) §5.2. */
function* pngChunks(bytes: Uint8Array): Generator<{ name: string; chunk: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let name = "";
  for (let at = 8; name !== "IEND"; ) {
    const end = at + 12 + view.getUint32(at);
    name = fourCharacters(view, at + 4);
    yield { name, chunk: bytes.subarray(at, end) };
    at = end;
  }
}

/** Critical chunks begin with a capital (§5.4). */
function stripPng(bytes: Uint8Array): Uint8Array {
  const kept = [...pngChunks(bytes)].filter(({ name }) => /^[A-Z]/.test(name) || PNG_KEPT.has(name));
  return concat([bytes.subarray(0, 8), ...kept.map(({ chunk }) => chunk)]);
}

const WEBP_KEPT = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP"]);
/** Flags of the header that say that there is EXIF and XMP. */
const WEBP_METADATA = 0x0c;

/** RFC 9649 §2. */
function stripWebp(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.slice(0, 12)];
  const stop = 8 + view.getUint32(4, true);
  for (let at = 12; at < stop; ) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    const name = fourCharacters(view, at);
    const chunk = bytes.slice(at, end);
    if (name === "VP8X") chunk[8] = view.getUint8(at + 8) & ~WEBP_METADATA;
    if (WEBP_KEPT.has(name)) kept.push(chunk);
    at = end;
  }
  const stripped = concat(kept);
  new DataView(stripped.buffer).setUint32(4, stripped.byteLength - 8, true);
  return stripped;
}

const STRIPPERS = { jpeg: stripJpeg, png: stripPng, webp: stripWebp };

const fourCharacters = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
