// Draws sync between an app and the server as a sequence diagram, in the page's colors.
import { html } from "hono/html";
import { words } from "../contract/words.ts";
import type { Locale } from "../i18n/locales.ts";
import type { Html } from "../render/view.ts";

const WIDTH = 360;
const LEFT = 40;
const RIGHT = 320;
const STEP = 46;
const TOP = 70;

/** Messages in order, with their direction, or a note over both. Code is the same in every language. */
const STEPS = [
  ["server", "GET /sync"],
  ["app", "upserts …, next"],
  ["server", "GET next"],
  ["app", "upserts …, token A"],
  ["note", "later"],
  ["server", "GET /sync?since=A"],
  ["app", "upserts [x], deletes [y], token B"],
  ["server", "GET x.api"],
  ["app", "200 x"],
  ["note", "nothing"],
  ["server", "GET /sync?since=B"],
  ["app", "304"],
] as const;

export function renderSyncPicture(locale: Locale): Html {
  const say = (key: string) => words(locale, `docs.sync.picture.${key}`);
  const height = TOP + STEPS.length * STEP;
  const line = (x: number) => html`<line x1="${x}" y1="46" x2="${x}" y2="${height - 12}" class="life"/>`;
  return html`<figure class="picture"><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="sync-title">
<title id="sync-title">${say("title")}</title>
<text x="4" y="30" class="who from">${say("app")}</text><text x="${WIDTH - 4}" y="30" class="who to">${say("server")}</text>
${line(LEFT)}${line(RIGHT)}
${STEPS.map(([to, what], i) => {
  const y = TOP + i * STEP + 10;
  if (to === "note")
    return html`<rect x="10" y="${y - 22}" width="${WIDTH - 20}" height="30" rx="3" class="note"/><text x="${WIDTH / 2}" y="${y - 2}" class="said">${say(what)}</text>`;
  const [from, until, head] = to === "server" ? [LEFT, RIGHT, -1] : [RIGHT, LEFT, 1];
  return html`<text x="${WIDTH / 2}" y="${y - 7}" class="sent">${what}</text><path d="M${from} ${y}H${until}m${8 * head} -5l${-8 * head} 5l${8 * head} 5" class="${to}"/>`;
})}
</svg><figcaption>${say("caption")}</figcaption></figure>`;
}
