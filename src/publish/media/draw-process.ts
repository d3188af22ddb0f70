// The process that `draw` starts: an SVG in, its pixels out. A library that draws for minutes can be stopped by nothing
// but its end.
import { buffer } from "node:stream/consumers";
import sharp from "sharp";

const [width, height, maxPixels] = process.argv.slice(2).map(Number);
const pixels = await sharp(await buffer(process.stdin), {
  limitInputPixels: maxPixels as number,
  failOn: "warning",
})
  .resize(width as number, height as number, { fit: "fill" })
  .ensureAlpha()
  .raw()
  .toBuffer();
process.stdout.write(pixels);
