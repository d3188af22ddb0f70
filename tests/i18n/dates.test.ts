import { expect, it } from "vitest";
import { DATES, dates } from "../support/dates.ts";

it("dates are those of the newsroom's clock, as each language writes them", () => {
  expect(dates()).toEqual(DATES);
});
