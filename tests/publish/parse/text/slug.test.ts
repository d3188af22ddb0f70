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
    ["95-й, 30-ї, 7-я, 20-ю, 1990-х", "95-i, 30-i, 7-ia, 20-iu, 1990-kh"],
    ["95й", "95i"],
    // What is longer than an ending is a word.
    ["3-ярусний", "3-yarusnyi"],
    ["2025: їжа", "2025: yizha"],
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
  it.each([
    ["Łódź", "lodz"],
    ["Zażółć gęślą jaźń", "zazolc-gesla-jazn"],
    ["Øresund og Ærø", "oresund-og-aero"],
    ["Straße", "strasse"],
    ["Đorđe", "dorde"],
    ["Þór", "thor"],
    ["İstanbul ışık", "istanbul-isik"],
    ["Ελλάδα", "ellada"],
    ["ﬁn", "fin"],
    ["٣ days", "3-days"],
    // What is no letter stays between words.
    ["€5 — ½ 😀 №1", "5-1"],
  ])("keeps a letter for each that another language has: %s", (headline, slug) => {
    expect(slugify(headline, "en")).toBe(slug);
    expect(slugify(headline.normalize("NFD"), "uk")).toBe(slug);
  });

  it("has Cyrillic letters by the table of 2010 in every language, and others as they are best known", () => {
    expect(slugify("Їжак and the Café", "en")).toBe("yizhak-and-the-cafe");
    expect(slugify("Їжак і Café Łódź", "uk")).toBe("yizhak-i-cafe-lodz");
    expect(slugify("Мыло: объект", "uk")).toBe("mylo-obekt");
  });

  it("is not split by a stress mark, and begins no word behind it", () => {
    expect(slugify("За́мок і моя́ їжа́", "uk")).toBe("zamok-i-moia-yizha");
    expect(slugify("зна́ємо", "uk")).toBe(slugify("знаємо", "uk"));
    expect(slugify("Kýiv̆", "en")).toBe("kyiv");
  });

  it("knows the ending of a number", () => {
    expect(slugify("95-й квартал у 30-ї роковини", "uk")).toBe("95-i-kvartal-u-30-i-rokovyny");
  });

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
