// Dates as readers get them, in Node and in workerd: each brings names of months of its own.
import { formatDate, formatMoment } from "../../src/i18n/format.ts";

const MONTHS = Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, "0")}-09T09:00:00Z`);

/** What the formats make of the same moments, wherever they run. */
export const dates = () => ({
  months: { en: MONTHS.map((day) => formatDate(day, "en")), uk: MONTHS.map((day) => formatDate(day, "uk")) },
  // Kyiv is three hours ahead in summer, two in winter.
  night: [formatDate("2025-06-29T21:30:00Z", "uk"), formatDate("2025-12-31T22:30:00Z", "en")],
  moments: (["en", "uk"] as const).flatMap((locale) =>
    ["2025-06-29T08:05:00Z", "2025-06-29T09:00:00Z", "2025-06-29T21:30:00Z"].map((utc) =>
      formatMoment(Date.parse(utc), locale),
    ),
  ),
});

const named = (names: string, write: (month: string) => string) => names.split(" ").map(write);

export const DATES: ReturnType<typeof dates> = {
  months: {
    en: named(
      "January February March April May June July August September October November December",
      (month) => `${month} 9, 2025`,
    ),
    uk: named(
      "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
      (month) => `9 ${month} 2025`,
    ),
  },
  night: ["30 червня 2025", "January 1, 2026"],
  moments: [
    "June 29, 2025 at 11:05",
    "June 29, 2025 at 12:00",
    "June 30, 2025 at 00:30",
    "11:05 29 червня 2025",
    "12:00 29 червня 2025",
    "00:30 30 червня 2025",
  ],
};
