type Kept = { revision: string; headline: string };
const copy = new Map<string, Kept>(); // keep both on the device
let token = "";

async function sync(): Promise<void> {
  const wanted = new Map<string, { revision: string; api: string }>();
  let newest = token;
  let page = `ORIGIN/v1/LOCALE/sync${token && `?since=${token}`}`;
  while (page) {
    const response = await fetch(page);
    if (response.status === 410) return startAnew(); // the token is too old
    const changes = await response.json();
    for (const { id } of changes.deletes) {
      copy.delete(id);
      wanted.delete(id);
    }
    for (const upsert of changes.upserts) wanted.set(upsert.id, upsert);
    newest = changes.token;
    page = changes.next;
  }
  for (const [id, { revision, api }] of wanted) {
    if (copy.get(id)?.revision === revision) continue;
    const response = await fetch(api);
    if (!response.ok) return; // it has changed again: try anew from the old token
    copy.set(id, await response.json());
  }
  token = newest; // only now that everything is here
}

async function startAnew() {
  copy.clear();
  token = "";
  await sync();
}

await sync();
for (const { headline } of copy.values()) console.log(headline);
