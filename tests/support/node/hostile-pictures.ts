// Files that call themselves pictures: of another kind, cut short, far too large, moving, or with more in them than a
// picture. Made here, so that no such file lies in the repository.
import { crc32, deflateSync, gzipSync } from "node:zlib";
import sharp from "sharp";
import { stripMetadata } from "../../../src/publish/media/strip-metadata.ts";

export interface HostilePicture {
  /** What is wrong with it. */
  name: string;
  extension: string;
  bytes: Uint8Array;
  /** What the editor is told. */
  diagnostic: RegExp;
}

const NO_PICTURE = /cannot be read as a picture: export it again/;
const DAMAGED = /is damaged or cut short: export it again|cannot be read as a picture: export it again/;
const TOO_MANY_PIXELS = /has over 50 million pixels: save it smaller|cannot be read as a picture/;
const MALFORMED = /line \d+ of \S+ is not well-formed SVG: export it again/;
const OUTSIDE = /line \d+ of \S+ refers to something outside of the drawing: draw it in, or take it out/;
const INSIDE = /line 2 of \S+ has a picture inside the drawing: export the drawing as PNG or JPEG/;
const RASTERS = ["jpg", "png", "webp", "avif"] as const;

/** Noise, so that a cut goes through something. */
const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  });

export const picture = (extension: string, width = 200, height = 120): Promise<Buffer> =>
  noise(width, height)
    .toFormat(extension as "png")
    .toBuffer();

const chunk = (name: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.byteLength);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A PNG of one colour that takes a thousandth of its pixels' bytes. */
function bomb(side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side));
  return Buffer.concat([
    PNG_SIGNATURE,
    chunk("IHDR", head),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const svg = (content: string, attributes = 'width="160" height="90"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>\n${content}\n</svg>`);

const SVGS: [name: string, bytes: Buffer, diagnostic: RegExp][] = [
  ["a script", svg("<script>alert(1)</script>"), /line 2 of \S+ has a script: take it out/],
  [
    "a script in an attribute",
    svg('<g onclick="alert(1)"/>'),
    /line 2 of \S+ has a script in onclick: take it out/,
  ],
  ["a script on the root", svg("", 'onload="alert(1)"'), /line 1 of \S+ has a script in onload/],
  ["foreign HTML", svg("<foreignObject><p/></foreignObject>"), /has foreign content, as HTML is: draw it/],
  [
    "HTML by its namespace",
    svg('<metadata><h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script></metadata>'),
    /has <script>, which is no SVG: export it as plain SVG/,
  ],
  ["a picture from elsewhere", svg('<image href="https://evil.example/x.png"/>'), INSIDE],
  ["a picture inside", svg('<image href="data:image/png;base64,AAAA"/>'), INSIDE],
  ["a file of the machine", svg('<image href="file:///etc/passwd"/>'), INSIDE],
  ["shapes from elsewhere", svg('<use href="https://evil.example/x.svg#a"/>'), OUTSIDE],
  [
    "shapes from elsewhere, as it was once written",
    svg('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//evil.example/x.svg#a"/>'),
    OUTSIDE,
  ],
  [
    "a link",
    svg('<a href="https://evil.example"><path d="M0 0"/></a>'),
    /has <a>, which is not a shape: take it out/,
  ],
  ["a script as reference", svg('<use href="javascript:alert(1)"/>'), OUTSIDE],
  ["a style from elsewhere", svg("<style>@import 'https://evil.example/x.css';</style>"), OUTSIDE],
  ["a fill from elsewhere", svg('<path fill="url(https://evil.example/x.svg#a)"/>'), OUTSIDE],
  ["a style that loads", svg('<path style="fill:url(//evil.example#a)"/>'), OUTSIDE],
  ["a style that hides it", svg("<style>a{fill:\\75rl(//evil.example)}</style>"), OUTSIDE],
  ["a style in CDATA", svg("<style><![CDATA[a{background:url(x)}]]></style>"), OUTSIDE],
  [
    "a base",
    svg('<g xml:base="https://evil.example/"/>'),
    /has a base address for its references: take out `xml:base`/,
  ],
  [
    "an instruction",
    Buffer.concat([Buffer.from('<?xml-stylesheet href="//evil.example"?>'), svg("")]),
    /has an instruction to load something: take it out/,
  ],
  [
    "an entity of the machine",
    Buffer.concat([
      Buffer.from('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      svg("<title>&x;</title>"),
    ]),
    /declares entities: export it as plain SVG/,
  ],
  [
    "entities without end",
    Buffer.concat([
      Buffer.from(
        `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${"bcdefghi"
          .split("")
          .map((name, i) => `<!ENTITY ${name} "${`&${"abcdefgh"[i]};`.repeat(10)}">`)
          .join("")}]>`,
      ),
      svg("<title>&i;</title>"),
    ]),
    /declares entities: export it as plain SVG/,
  ],
  ["an unknown entity", svg("<title>&nbsp;</title>"), MALFORMED],
  [
    "animation",
    svg('<rect><animate attributeName="x" to="9"/></rect>'),
    /has animation: export the drawing without it/,
  ],
  ["a changing attribute", svg('<g><set attributeName="href" to="x"/></g>'), /has animation/],
  ["animation in its style", svg("<style>@keyframes a{to{x:1}}</style>"), /has animation/],
  ["text", svg('<text x="1" y="20">Word</text>'), /has text, which looks different .* convert it to paths/],
  [
    "effects",
    svg('<filter id="f"><feGaussianBlur stdDeviation="1e6"/></filter>'),
    /has filter effects, .*: export the drawing as PNG/,
  ],
  ["no end", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><path>'), MALFORMED],
  ["two roots", Buffer.concat([svg(""), svg("")]), MALFORMED],
  [
    "another root",
    Buffer.from("<html><svg/></html>"),
    /does not begin with `<svg .*>` \(line 1\): export it again/,
  ],
  [
    "no namespace",
    Buffer.from('<svg width="9" height="9"/>'),
    /does not begin with `<svg .*>` \(line 1\): export it again/,
  ],
  ["letters of two bytes", Buffer.from(svg("").toString(), "utf16le"), MALFORMED],
  [
    "letters of one byte",
    Buffer.from(svg("<title>\u00e9</title>").toString(), "latin1"),
    /is not UTF-8 text: export it as plain SVG/,
  ],
  ["compression", gzipSync(svg('<path d="M0 0H9V9z"/>')), /is compressed: export it as plain SVG/],
  [
    "far too many shapes",
    svg("<path/>".repeat(20_001)),
    /has more than 20,000 shapes: export the drawing as PNG/,
  ],
  [
    "references without end",
    svg(
      `<defs><path id="a0" d="M0 0H9V9"/>${Array.from({ length: 9 }, (_, i) => `<g id="a${i + 1}">${`<use href="#a${i}"/>`.repeat(10)}</g>`).join("")}</defs><use href="#a9"/>`,
    ),
    /has more than 20,000 shapes: export the drawing as PNG/,
  ],
  [
    "masks within masks",
    svg(
      `${Array.from({ length: 10 }, (_, i) => `<mask id="m${i}"><g mask="url(#m${i + 1})"><g mask="url(#m${i + 1})"><path d="M0 0H160V90H0z"/></g></g></mask>`).join("")}<mask id="m10"><path d="M0 0H160V90H0z"/></mask><path mask="url(#m0)" d="M0 0H160V90H0z"/>`,
    ),
    /has more than 50 masks and patterns, those within others counted each time: export the drawing as PNG/,
  ],
  [
    "masks within masks, by its style",
    svg(
      `<style>${Array.from({ length: 10 }, (_, i) => `.a${i}{mask:url(#m${i})}`).join("")}</style>${Array.from({ length: 10 }, (_, i) => `<mask id="m${i}"><g class="a${i + 1}"><path class="a${i + 1}" d="M0 0H160V90H0z"/></g></mask>`).join("")}<path class="a0" d="M0 0H160V90H0z"/>`,
    ),
    /has more than 50 masks and patterns/,
  ],
  [
    "markers at every point",
    svg(
      `<marker id="m">${"<path d='M0 0H9'/>".repeat(100)}</marker><path marker-mid="url(#m)" d="M0 0${"L9 9".repeat(500)}"/>`,
    ),
    /has more than 20,000 shapes: export the drawing as PNG/,
  ],
  [
    "groups that are nested too deeply",
    svg(`${'<g opacity=".9">'.repeat(60)}<path d="M0 0H160V90H0z"/>${"</g>".repeat(60)}`),
    /is more than 50 levels deep: export the drawing as PNG/,
  ],
  [
    "an endless width",
    svg("", 'width="1e9" height="1e9"'),
    /gives the drawing an impossible size: write lengths of 1,000,000 at most/,
  ],
  ["many pixels", svg("", 'width="20000" height="20000"'), TOO_MANY_PIXELS],
  [
    "no height to speak of",
    svg("", 'width="1600" height="2"'),
    /is far longer than the other: 1600×2: crop it, so that no side/,
  ],
  ["no size", svg("", 'width="0" height="0"'), NO_PICTURE],
];

export async function hostilePictures(): Promise<HostilePicture[]> {
  const all: HostilePicture[] = SVGS.map(([name, bytes, diagnostic]) => ({
    name: `a drawing with ${name}`,
    extension: "svg",
    bytes,
    diagnostic,
  }));
  const add = (name: string, extension: string, bytes: Uint8Array, diagnostic: RegExp) =>
    all.push({ name, extension, bytes, diagnostic });

  for (const extension of RASTERS) {
    const whole = await picture(extension);
    const { length } = whole;
    add("nothing", extension, new Uint8Array(), /is empty: export it again/);
    add("its first bytes", extension, whole.subarray(0, 20), DAMAGED);
    add("half of it", extension, whole.subarray(0, length / 2), DAMAGED);
    add("nearly all of it", extension, whole.subarray(0, length * 0.9), DAMAGED);
    add("text", extension, Buffer.from("This is no picture.\n".repeat(99)), NO_PICTURE);
    add("HTML", extension, Buffer.from("<!doctype html><script>alert(1)</script>"), NO_PICTURE);
    for (const other of RASTERS.filter((each) => each !== extension)) {
      const really = extension === "jpg" ? "jpeg" : extension;
      add(`a ${extension}`, other, whole, new RegExp(`is really ${really}: name it \\.${really}`));
    }
    add("a drawing", extension, svg('<path d="M0 0H9V9z"/>'), /is really svg: name it \.svg/);
    const scrambled = Uint8Array.from(whole, (byte, i) => (i > 20 ? (byte * 31 + i) % 256 : byte));
    add("scrambled bytes", extension, scrambled, DAMAGED);
  }
  add("a gif", "png", await picture("gif"), /is really gif, which we do not publish: export it as svg, png/);
  add(
    "a tiff",
    "jpg",
    await picture("tiff"),
    /is really tiff, which we do not publish: export it as svg, png/,
  );
  add(
    "a gif, named so",
    "gif",
    await picture("gif"),
    /has a format that we do not publish: export it as svg, png/,
  );
  add("a document", "jpg", Buffer.from("%PDF-1.7\n1 0 obj\n<< >>\nendobj\n"), NO_PICTURE);
  add("a program", "exe", Buffer.from("MZ"), /has a format that we do not publish/);
  add("a picture", "svg", await picture("png"), /is really png: name it \.png/);

  const frames = [await picture("png"), await picture("png")];
  const film = await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
  add("a film", "webp", film, /moves: export one picture of it/);
  const still = await picture("png");
  const control = chunk("acTL", Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]));
  const moving = Buffer.concat([still.subarray(0, 33), control, still.subarray(33)]);
  add("a film", "png", moving, /moves: export one picture of it/);

  add("400 million pixels", "png", bomb(20_000), TOO_MANY_PIXELS);
  add("50 million and some", "png", bomb(7100), TOO_MANY_PIXELS);
  const jpeg = stripMetadata("jpeg", await picture("jpg"), 1);
  const frame = Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xc0]));
  const sized = (...size: number[]) =>
    Buffer.concat([jpeg.subarray(0, frame + 5), Buffer.from(size), jpeg.subarray(frame + 9)]);
  add("4 billion pixels, by its own words", "jpg", sized(0xff, 0xdc, 0xff, 0xdc), TOO_MANY_PIXELS);
  add("9 million pixels that are not there", "jpg", sized(0x0b, 0xb8, 0x0b, 0xb8), DAMAGED);
  add(
    "more bytes than we take",
    "jpg",
    Buffer.concat([jpeg, Buffer.alloc(10 * 2 ** 20)]),
    /is larger than 10 MB: save it smaller/,
  );
  add("one long line", "png", await picture("png", 3000, 3), /is far longer than the other: 3000×3: crop it/);
  const lying = await noise(60, 40).withMetadata({ orientation: 6 }).png().toBuffer();
  add("a side that is up", "png", lying, /only EXIF says which way up \S+ is: turn it upright/);
  const told = await noise(60, 40)
    .withExif({ IFD0: { Artist: "Somebody" } })
    .avif()
    .toBuffer();
  add("a place", "avif", told, /says where it was made, .*: export it without metadata/);
  return all;
}
