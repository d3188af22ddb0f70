// Warns of omissions: a lasting slug, the words that go with pictures and changes.

import type { Diagnostic, Finding } from "../diagnostics/diagnostic.ts";
import type { PictureUse } from "../parse/markdown/markdown.ts";
import type { TranslationSource } from "../parse/source.ts";
import { isNameOf } from "../parse/text/picture-name.ts";
import type { Report } from "./report.ts";

/** @param slug the one written, or made of the headline. @param hasPicture whether the article has a lead picture. */
export function checkWords(
  source: TranslationSource,
  slug: string,
  hasPicture: boolean,
  diagnostics: Diagnostic[],
  report: Report,
): void {
  const { frontMatter, faulty } = source;
  const { image, changes } = frontMatter;
  if (frontMatter.slug === undefined && !faulty.has("slug") && !faulty.has("headline")) {
    const finding: Finding = slug ? { code: "slug_missing", values: { slug } } : { code: "slug_impossible" };
    diagnostics.push({ ...source.placeOf(["headline"]), field: "slug", ...finding });
  }
  if (hasPicture && !faulty.has("image")) {
    if (!image?.alt) report(source, "image.alt", "alt_missing");
    else if (isNameOf(image.alt, image.src)) report(source, "image.alt", "alt_file_name");
    if (!image?.caption) report(source, "image.caption", "caption_missing", { example: "caption: …" });
    if (!image?.credit) report(source, "image.credit", "credit_missing");
  }
  changes.forEach(({ kind, text }, i) => {
    if (kind !== "typo" && !text)
      report(source, `changes.${i}.text`, "change_text_missing", { context: kind });
  });
}

export function checkTextPicture({ src, alt, caption, place }: PictureUse, diagnostics: Diagnostic[]): void {
  if (caption) return;
  const example = `![${alt.trim() || "…"}](${src} "…")`;
  diagnostics.push({ ...place, code: "caption_missing", values: { example, context: "text" } });
}
