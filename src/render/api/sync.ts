// The JSON of sync and of offline: the changes that bring a client's copy of a locale up to date, and the articles to
// keep.
import type { Offline, Sync, SyncUpsert } from "../../article/article.ts";
import {
  articleApiPath,
  articlePagePath,
  mediaName,
  mediaPath,
  PICTURE_TYPES,
  revisionPath,
  syncPath,
} from "../../article/paths.ts";
import type { Sizes, SummaryRow } from "../../article/summary.ts";
import type { Locale } from "../../i18n/locales.ts";
import { isMark, type LogPage } from "../../store/format.ts";
import type { Hash } from "../../store/keys.ts";
import type { ChangesInputs, ListInputs } from "../representation-key.ts";
import { pageOf, stringify } from "./json.ts";

/** A page of a first copy, newest first. @param rows see renderList. @param token where the log goes on from it. */
export function renderSnapshot(
  rows: readonly SummaryRow[],
  list: ListInputs,
  token: string,
  origin: string,
): string {
  const { items, nextCursor } = pageOf(rows, list);
  const upserts = items.map(({ id, revision, url, links }) => revisionOf(id, revision, url, links.self));
  const next = nextCursor && syncPath(list.locale, `${token}.${nextCursor}`);
  return stringify({ upserts, deletes: [], token, ...(next && { next }) } satisfies Sync, origin);
}

/** Log entries for a locale. The last entry of an article counts. */
export function renderChanges(
  entries: LogPage,
  { locale, token, more }: ChangesInputs,
  origin: string,
): string {
  const upserts = new Map<string, SyncUpsert>();
  const deletes = new Map<string, Sync["deletes"][number]>();
  for (const entry of entries) {
    if (isMark(entry)) continue;
    const { id, deleted, [locale]: edition } = entry;
    const deletedAt = deleted?.[locale];
    if (!edition && !deletedAt) continue;
    upserts.delete(id);
    deletes.delete(id);
    if (edition) upserts.set(id, upsertOf(locale, id, ...edition));
    else if (deletedAt) deletes.set(id, { id, deletedAt });
  }
  return stringify(
    {
      upserts: [...upserts.values()],
      deletes: [...deletes.values()],
      token,
      ...(more && { next: syncPath(locale, token) }),
    } satisfies Sync,
    origin,
  );
}

/** The newest articles with all that they show. @param rows of the newest leaves, newest first. */
export function renderOffline(
  rows: readonly SummaryRow[],
  { locale, limit }: ListInputs,
  origin: string,
): string {
  const items: Offline["items"] = [];
  for (const { id, editions } of rows) {
    const edition = editions[locale];
    if (!edition || items.length === limit) continue;
    const { slug, revision, sizes } = edition;
    items.push({
      ...upsertOf(locale, id, slug, revision),
      ...(sizes && { bytes: bytesOf(sizes, revision, origin) }),
      media: (sizes?.media ?? []).map(([file, bytes]) => {
        const [hash = "", extension = ""] = file.split(".");
        return {
          url: mediaPath(hash, mediaName(id, extension)),
          type: PICTURE_TYPES[extension] ?? "",
          bytes,
        };
      }),
    });
  }
  return stringify({ items } satisfies Offline, origin);
}

const upsertOf = (locale: Locale, id: string, slug: string, revision: Hash): SyncUpsert =>
  revisionOf(id, revision, articlePagePath(locale, slug), articleApiPath(locale, slug));

const revisionOf = (id: string, revision: Hash, url: string, api: string): SyncUpsert => ({
  id,
  revision,
  url,
  api: revisionPath(api, revision),
});

/** Of an article as renderArticle gives it: with its own name, and the origin in every link (twice in one). */
const bytesOf = ({ json, links }: Sizes, revision: Hash, origin: string): number =>
  json + JSON.stringify({ revision }).length - 1 + links * origin.length + encodeURIComponent(origin).length;
