const response = await fetch("ORIGIN/v1/LOCALE/articles?limit=3");
const { items, nextCursor } = await response.json();
for (const { headline, display } of items) {
  console.log(headline, "·", display.datePublished);
}
if (nextCursor) console.log(`And more: &cursor=${nextCursor}`);
