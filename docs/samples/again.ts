const url = "ORIGIN/v1/LOCALE/articles/SLUG";
const first = await fetch(url);
const etag = first.headers.get("ETag") ?? "";
const again = await fetch(url, { headers: { "If-None-Match": etag } });
console.log(again.status); // 304: what you have is still right
