const copy = new Map<string, { headline: string }>(); // keep both on the device
let token = "";

async function sync() {
  const since = token && `?since=${encodeURIComponent(token)}`;
  let page = `ORIGIN/v1/LOCALE/sync${since}`;
  while (page) {
    const response = await fetch(page);
    if (response.status === 410) return startAnew(); // the token is too old
    const changes = await response.json();
    for (const { id } of changes.deletes) copy.delete(id);
    for (const { id, api } of changes.upserts) {
      copy.set(id, await (await fetch(api)).json());
    }
    page = changes.next;
    if (!page) token = changes.token; // only now: whoever breaks off begins again
  }
}

async function startAnew(): Promise<void> {
  copy.clear();
  token = "";
  await sync();
}

await sync();
console.log([...copy.values()].map(({ headline }) => headline).join("\n"));
