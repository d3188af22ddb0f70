import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { romanizeUkrainian } from "../../../../src/publish/languages/uk.ts";
import { slugify } from "../../../../src/publish/parse/text/slug.ts";

describe("romanisation by the resolution of 2010", () => {
  it.each([
    ["Алушта", "alushta"],
    ["Борщагівка", "borshchahivka"],
    ["Вінниця", "vinnytsia"],
    ["Гадяч", "hadiach"],
    ["Ґалаґан", "galagan"],
    ["Донецьк", "donetsk"],
    ["Єнакієве", "yenakiieve"],
    ["Гаєвич", "haievych"],
    ["Короп’є", "koropie"],
    ["Житомир", "zhytomyr"],
    ["Закарпаття", "zakarpattia"],
    ["Медвин", "medvyn"],
    ["Іваненко", "ivanenko"],
    ["Їжакевич", "yizhakevych"],
    ["Кадиївка", "kadyivka"],
    ["Мар’їне", "marine"],
    ["Йосипівка", "yosypivka"],
    ["Стрий", "stryi"],
    ["Київ", "kyiv"],
    ["Лебедин", "lebedyn"],
    ["Ужгород", "uzhhorod"],
    ["Харків", "kharkiv"],
    ["Біла Церква", "bila tserkva"],
    ["Чернівці", "chernivtsi"],
    ["Шостка", "shostka"],
    ["Гоща", "hoshcha"],
    ["Юрій", "yurii"],
    ["Корюківка", "koriukivka"],
    ["Яготин", "yahotyn"],
    ["Ічня", "ichnia"],
    ["Згорани", "zghorany"],
    ["Розгон", "rozghon"],
    ["Знам’янка", "znamianka"],
    ["Знам'янка", "znamianka"],
    ["Знамʼянка", "znamianka"],
    ["Феодосія", "feodosiia"],
    ["Русь", "rus"],
    ["Мʼята", "miata"],
  ])("%s is %s", (word, latin) => {
    expect(romanizeUkrainian(word)).toBe(latin);
  });

  it("does not depend on how the letters are composed", () => {
    for (const word of ["Їжак йде", "Київ", "Згорани"]) {
      expect(romanizeUkrainian(word.normalize("NFD"))).toBe(romanizeUkrainian(word));
    }
  });
});

describe("a slug", () => {
  it("is made of a headline's words", () => {
    expect(slugify("Україна виходить: «Оттавська конвенція» — що далі?", "uk")).toBe(
      "ukraina-vykhodyt-ottavska-konventsiia-shcho-dali",
    );
    expect(slugify("Ukraine’s Café — 5 Things", "en")).toBe("ukraines-cafe-5-things");
    expect(slugify("!!!", "en")).toBe("");
  });

  it("is always well-formed and at most 80 characters, cut at a word", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 300 }),
        fc.constantFrom("en" as const, "uk" as const),
        (text, locale) => {
          expect(slugify(text, locale)).toMatch(/^$|^(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*$/);
        },
      ),
    );
  });
});
