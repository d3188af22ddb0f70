// Checks the dates of an article against each other and against the clock.
import { locales } from "../../i18n/locales.ts";
import { type Diagnostic, diagnosticAt, type Finding } from "../diagnostics/diagnostic.ts";
import type { CheckedArticle } from "../model.ts";
import { newsroomTime } from "../parse/front-matter/dates.ts";

/** Two clocks, and a time that was written without seconds, may be so far apart. In milliseconds. */
const TOLERANCE = 60_000;

/** @param now milliseconds since 1970. */
export function checkDates(article: CheckedArticle, now: number, diagnostics: Diagnostic[]): void {
  const files = locales.flatMap((locale) => article.translations[locale] ?? []);
  const finding = publishedFinding(article, now);
  const stated = files.find(({ places }) => Object.hasOwn(places, "datePublished"));
  if (finding && stated) diagnostics.push(diagnosticAt(stated, "datePublished", finding));
  for (const file of files) {
    file.changes.forEach(({ kind, date }, i) => {
      // Of an article that is withdrawn readers get no more than that.
      if (article.retracted && kind !== "retraction") return;
      const found = changeFinding(Date.parse(date), article, now);
      if (found) diagnostics.push(diagnosticAt(file, `changes.${i}.date`, found));
    });
  }
}

function publishedFinding(
  { datePublished, publishAt, ...article }: CheckedArticle,
  now: number,
): Finding | null {
  if (article.retracted) return null;
  const published = Date.parse(datePublished);
  if (publishAt !== undefined) {
    const suggestion = newsroomTime(Date.parse(publishAt));
    return Date.parse(publishAt) > published + TOLERANCE
      ? { code: "date_before_live", values: { suggestion } }
      : null;
  }
  const isLive = Object.values(article.translations).some(({ draft }) => !draft);
  return isLive && published > now + TOLERANCE
    ? { code: "date_future", values: { date: newsroomTime(published) } }
    : null;
}

function changeFinding(changed: number, { datePublished }: CheckedArticle, now: number): Finding | null {
  if (changed > now + TOLERANCE) return { code: "change_future" };
  return changed < Date.parse(datePublished)
    ? { code: "change_early", values: { date: newsroomTime(Date.parse(datePublished)) } }
    : null;
}
