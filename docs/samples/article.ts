const response = await fetch("ORIGIN/v1/LOCALE/articles/SLUG");
const article = await response.json();
console.log(article.headline);
for (const block of article.body) console.log(`\n${block.text}`);
