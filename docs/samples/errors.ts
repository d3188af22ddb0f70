const response = await fetch("ORIGIN/v1/LOCALE/articles/no-such-article");
if (!response.ok) {
  const problem = await response.json();
  console.log(problem.status, problem.code, "·", problem.title, problem.detail);
}
