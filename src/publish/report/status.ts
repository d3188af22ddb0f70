// The status as people read it: a table on a terminal or in Markdown, then how far each language is.
import { LOCALES, type Locale, locales } from "../../i18n/locales.ts";
import { reportWords } from "../diagnostics/messages.ts";
import type { Paint } from "../diagnostics/paint.ts";
import type { ArticleStatus, Status, TextStatus, Totals } from "../editing/status.ts";
import { shortDay, shortMoment } from "../parse/front-matter/dates.ts";

const BAR = 20;
const COLOURS = { current: "green", outdated: "yellow", missing: "red", faulty: "red" } as const;

interface Cell {
  text: string;
  colour?: Parameters<Paint>[0];
}

/** @param locale of the words. */
export function statusLines(status: Status, locale: Locale, paint: Paint): string[] {
  if (status.articles.length === 0) return [reportWords(locale, "status.none")];
  const rows = [heading(locale), ...status.articles.map((article) => cells(article, locale))];
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.text.length ?? 0))) ?? [];
  const table = rows.map((row) =>
    row
      .map(({ text, colour }, i) => {
        const space = " ".repeat((widths[i] ?? 0) - text.length);
        return (colour ? paint(colour, text) : text) + space;
      })
      .join("  ")
      .trimEnd(),
  );
  return [...table, "", ...barLines(status, locale, paint), ...footer(status, locale)];
}

export function statusMarkdown(status: Status, locale: Locale): string[] {
  if (status.articles.length === 0) return [reportWords(locale, "status.none")];
  const line = (row: readonly Cell[]) =>
    `| ${row.map(({ text }) => text.replaceAll("|", "\\|")).join(" | ")} |`;
  const head = heading(locale);
  const plain: Paint = (_, text) => text;
  return [
    line(head),
    `|${" --- |".repeat(head.length)}`,
    ...status.articles.map((article) => line(cells(article, locale))),
    "",
    // In a paragraph the bars would be no lines of their own.
    ...barLines(status, locale, plain).map((text) => `- ${text}`),
  ];
}

const heading = (locale: Locale): Cell[] => [
  { text: reportWords(locale, "status.article"), colour: "bold" },
  ...locales.map((each): Cell => ({ text: LOCALES[each].name, colour: "bold" })),
  { text: "" },
];

function cells({ id, texts, publishAt, scheduled, retracted }: ArticleStatus, locale: Locale): Cell[] {
  const time = publishAt === undefined ? "" : shortMoment(Date.parse(publishAt), locale);
  const note = retracted
    ? reportWords(locale, "status.retracted")
    : publishAt === undefined
      ? ""
      : reportWords(locale, "status.scheduled", { time, context: scheduled ? "" : "unpublished" });
  return [{ text: id }, ...locales.map((each) => cell(texts[each], locale)), { text: note, colour: "cyan" }];
}

function cell(text: TextStatus, locale: Locale): Cell {
  const words = [stateWords(text, locale), ...(text.draft ? [reportWords(locale, "status.draft")] : [])];
  return { text: words.join(" · "), colour: text.unknownBasis ? "dim" : COLOURS[text.state] };
}

function stateWords({ state, edits = 0, more, since, unknownBasis }: TextStatus, locale: Locale): string {
  if (unknownBasis) return reportWords(locale, "status.unknownBasis");
  if (state !== "outdated") return reportWords(locale, `status.${state}`);
  const context = edits === 0 ? "someEdits" : more ? "moreEdits" : "edits";
  const by = reportWords(locale, `status.${context}`, { count: edits });
  return since === undefined
    ? reportWords(locale, "status.outdated", { by })
    : reportWords(locale, "status.outdated", {
        by,
        since: shortDay(Date.parse(since), locale),
        context: "since",
      });
}

/** One line a language: a bar of what is current and what is outdated, and the numbers. */
function barLines({ totals }: Status, locale: Locale, paint: Paint): string[] {
  const width = Math.max(...locales.map((each) => LOCALES[each].name.length));
  return locales.map((each) => {
    const counts = totals[each];
    const parts = (["outdated", "missing", "faulty", "unknownBasis", "drafts"] as const)
      .filter((name) => counts[name] > 0)
      .map((name) => reportWords(locale, `status.count.${name}`, { count: counts[name] }));
    const share = reportWords(locale, "status.count.current", {
      current: counts.current,
      count: counts.articles,
    });
    return `${LOCALES[each].name.padEnd(width)}  ${bar(counts, paint)}  ${[share, ...parts].join(", ")}`;
  });
}

/** Any share is visible, however small: a bar is full only when all is current. */
function bar({ articles, current, outdated }: Totals, paint: Paint): string {
  const cellsOf = (n: number) => (articles === 0 ? 0 : Math.floor((n / articles) * BAR) || Math.min(n, 1));
  const full = Math.min(cellsOf(current), BAR - Math.min(outdated, 1));
  const half = Math.min(cellsOf(outdated), BAR - full);
  return (
    paint("green", "█".repeat(full)) +
    paint("yellow", "▒".repeat(half)) +
    paint("dim", "░".repeat(BAR - full - half))
  );
}

/** The next step once a translation has caught up, shown for the first that has not. */
function footer({ articles }: Status, locale: Locale): string[] {
  const texts = articles.flatMap(({ id, retracted, texts }) =>
    locales.flatMap((each) => {
      const { state, unknownBasis, revision } = texts[each];
      const isBehind = state === "outdated" || unknownBasis;
      // Only what is live has a revision to be named.
      return isBehind && revision !== undefined && !retracted ? [`${id}/${each}`] : [];
    }),
  );
  return texts[0] === undefined ? [] : ["", reportWords(locale, "status.mark", { text: texts[0] })];
}
