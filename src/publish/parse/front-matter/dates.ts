// Dates as they are written: RFC 3339 with time and zone, or what is wrong with them.
import { LOCALES, type Locale, TIME_ZONE } from "../../../i18n/locales.ts";
import type { DiagnosticCode } from "../../diagnostics/diagnostic.ts";

const DAY = /^(\d{4}-\d\d-\d\d)$/;
const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/;
const WHOLE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/;

const offsetFormat = new Intl.DateTimeFormat("en", { timeZone: TIME_ZONE, timeZoneName: "longOffset" });

/** @returns `null` for a date that can be used. */
export function dateFinding(value: string): DiagnosticCode | null {
  if (DAY.test(value)) return isRealDay(value) ? "date_no_time" : "no_such_time";
  if (WITHOUT_ZONE.test(value)) return isReal(value) ? "date_no_zone" : "no_such_time";
  if (!WHOLE.test(value)) return "bad_date";
  if (!isReal(value)) return "no_such_time";
  // In UTC the year may be another one.
  return /^[1-9]\d{3}-/.test(toUtc(value)) ? null : "date_far";
}

/** UTC, to the second. @param value RFC 3339, or milliseconds since 1970. */
export const toUtc = (value: string | number): string =>
  new Date(value).toISOString().replace(/\.\d+Z$/, "Z");

/** The day, or the moment, with what it lacks: noon, and the newsroom's zone. */
export function completeDate(value: string): string {
  const moment = DAY.test(value) ? `${value}T12:00:00` : value.replace(" ", "T");
  // What the clock shows is at most some hours from UTC: seen from there, it is right unless a change is between them.
  const near = offsetAt(Date.parse(`${moment}Z`));
  return moment + offsetAt(Date.parse(moment + near));
}

/**
 * The hour on the newsroom's clock as it goes on that day, if it is written as it goes in the other half of the year.
 * @returns `null` for a date that is right, or of another zone on purpose, or in the hour that the clock leaves out.
 */
export function inNewsroomZone(value: string): string | null {
  if (dateFinding(value) !== null) return null;
  const offset = /[+-]\d\d:\d\d$/.exec(value)?.[0] ?? "Z";
  const year = value.slice(0, 4);
  const right = offsetAt(Date.parse(value));
  const others = [`${year}-01-01`, `${year}-07-01`].map((day) => offsetAt(Date.parse(day)));
  if (offset === right || !others.includes(offset)) return null;
  const suggestion = value.slice(0, -offset.length) + right;
  return offsetAt(Date.parse(suggestion)) === right ? suggestion : null;
}

/** A day as people write it, perhaps with a time and a zone: "24.11.2026 20:26". */
const SPOKEN =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:,?[ T] *(\d{1,2})[:.](\d\d)(:\d\d)?)? *(?:(Z)|([+-]\d\d):?(\d\d)?)?$/;

/** @returns the date as it is to be written, or `undefined` if there is more than one way to read it, or none. */
export function readSpoken(value: string): string | undefined {
  const [, a = "", mark, b = "", c = "", hour, minute, second = "", utc = "", shift, rest = "00"] =
    SPOKEN.exec(value.trim()) ?? [];
  const parts = a.length === 4 ? [a, b, c] : c.length === 4 ? dayFirst(a, b, c, mark) : undefined;
  if (!parts) return undefined;
  const day = parts.map((part) => part.padStart(2, "0")).join("-");
  const moment = hour === undefined ? day : `${day}T${hour.padStart(2, "0")}:${minute}${second}`;
  const zone = shift === undefined ? utc : `${shift}:${rest}`;
  if (zone) return dateFinding(moment + zone) === null ? moment + zone : undefined;
  return /^date_no/.test(dateFinding(moment) ?? "") ? completeDate(moment) : undefined;
}

/** Year, month and day; `undefined` where both 11 and 12 may be the month. */
function dayFirst(a: string, b: string, year: string, mark = ""): string[] | undefined {
  if (mark === "." || Number(a) > 12 || Number(a) === Number(b)) return [year, b, a];
  return Number(b) > 12 ? [year, a, b] : undefined;
}

/** The newsroom's clock, to the second: "2025-06-29T12:00:00+03:00". @param time milliseconds since 1970. */
export function newsroomTime(time: number): string {
  const offset = offsetAt(time);
  const [, sign = "+", hours = 0, minutes = 0] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const shift = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(time + shift).toISOString().slice(0, 19) + offset;
}

/** How far the newsroom is ahead of UTC: "+03:00". @param time milliseconds since 1970. */
function offsetAt(time: number): string {
  const name = offsetFormat.formatToParts(time).find(({ type }) => type === "timeZoneName");
  return name?.value.replace("GMT", "") || "Z";
}

/** "Nov 12, 2026", «12 лист. 2026 р.»: the newsroom's day. @param time milliseconds since 1970. */
export const shortDay = (time: number, locale: Locale): string =>
  short({ dateStyle: "medium" }, time, locale);

/** The same with the newsroom's time of day. */
export const shortMoment = (time: number, locale: Locale): string =>
  short({ dateStyle: "medium", timeStyle: "short" }, time, locale);

const short = (style: Intl.DateTimeFormatOptions, time: number, locale: Locale): string =>
  new Intl.DateTimeFormat(LOCALES[locale].tag, { ...style, hourCycle: "h23", timeZone: TIME_ZONE }).format(
    time,
  );

const isReal = (value: string): boolean => !Number.isNaN(Date.parse(value)) && isRealDay(value.slice(0, 10));

/** Date.parse rolls 31 June over to 1 July. */
function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
