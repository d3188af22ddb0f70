const response = await fetch("ORIGIN/v1/articles?limit=1", {
  // A browser sends the reader's own.
  headers: { "Accept-Language": "uk, en;q=0.5" },
});
for (const name of ["Content-Language", "Content-Location"]) {
  console.log(response.headers.get(name));
}
