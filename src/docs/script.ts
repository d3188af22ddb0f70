// Enhances /docs where scripts run: copies a sample, and replaces the example by the live answer. Without it everything
// can still be read and copied by hand.

export const DOCS_SCRIPT = `(() => {
  const { copy, copied, ask } = document.currentScript.dataset;
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.onclick = () => act(made);
    return made;
  };
  if (navigator.clipboard) for (const pre of document.querySelectorAll(".code pre")) {
    pre.before(button(copy, async (made) => {
      await navigator.clipboard.writeText(pre.textContent);
      made.textContent = copied;
      setTimeout(() => { made.textContent = copy; }, 2000);
    }));
  }
  for (const place of document.querySelectorAll("[data-live]")) {
    place.parentElement.querySelector(".live").append(" ", button(ask, async () => {
      const answer = await fetch(place.dataset.live);
      const body = await answer.text();
      const json = answer.headers.get("content-type").includes("json");
      const head = [answer.status, ...["content-type", "content-language", "etag", "cache-control"].map((name) => name + ": " + answer.headers.get(name))];
      place.querySelector("code").textContent = head.join("\\n") + "\\n\\n" + (json ? JSON.stringify(JSON.parse(body), null, 2) : body);
    }));
  }
})()`;
