// The proxy of `npm run dev` in front of the Worker: answers pages with the problems of the content while there are
// any, and keeps browsers from caching.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { isLocale, type Locale } from "../../i18n/locales.ts";
import { reportWords } from "../diagnostics/messages.ts";
import { isOwnRequest, KEY_HEADER } from "./own-requests.ts";

/** Where the page of problems hears that something has changed. */
export const EVENTS_PATH = "/__dev";

export interface DevProxy {
  listen(port: number): Promise<void>;
  /** The answer in place of pages, by language; `null` for the pages themselves. */
  show(page: ((locale: Locale) => string) | null): void;
  close(): void;
}

/**
 * @param target port of the Worker. @param key what the Worker asks for, so that it answers nobody else.
 * @param fallback language of a page whose address names none, and of a refusal.
 */
export function createDevProxy(target: number, key: string, fallback: Locale): DevProxy {
  let page: ((locale: Locale) => string) | null = null;
  const listeners = new Set<ServerResponse>();

  const answer = (asked: IncomingMessage, response: ServerResponse) => {
    const { url = "/", method = "GET", headers } = asked;
    if (!isOwnRequest(headers, asked.socket.localPort)) {
      response.writeHead(403, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
      response.end(`${reportWords(fallback, "dev.refused", { port: String(asked.socket.localPort) })}\n`);
      return;
    }
    if (url === EVENTS_PATH) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write("\n");
      listeners.add(response);
      response.once("close", () => listeners.delete(response));
      return;
    }
    const inBrowser = headers.accept?.includes("text/html") ?? false;
    // What a browser has kept is no answer while something is wrong.
    const { "if-none-match": _, ...unconditional } = headers;
    const forwarded = request(
      {
        host: "127.0.0.1",
        port: target,
        path: url,
        method,
        headers: { ...(inBrowser && page ? unconditional : headers), [KEY_HEADER]: key },
      },
      (found) => {
        const isPage = found.headers["content-type"]?.startsWith("text/html") ?? false;
        if (page && inBrowser && isPage) {
          found.resume();
          response.writeHead(500, {
            "content-type": "text/html; charset=utf-8",
            "cache-control": "no-store",
          });
          response.end(page(localeOf(url) ?? fallback));
          return;
        }
        const { "cache-control": caching = "" } = found.headers;
        response.writeHead(found.statusCode ?? 502, {
          ...found.headers,
          ...(!caching.includes("immutable") && { "cache-control": "no-cache" }),
        });
        found.pipe(response);
      },
    );
    forwarded.once("error", (error) => {
      if (response.headersSent) return response.destroy();
      response.writeHead(502, { "content-type": "text/plain; charset=utf-8" });
      response.end(`${error.message}\n`);
    });
    response.once("close", () => forwarded.destroy());
    asked.pipe(forwarded);
  };

  const server: Server = createServer(answer);
  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", resolve);
      }),
    show(next) {
      const before = page;
      page = next;
      // Nobody listens but the page of problems.
      if (!before && !next) return;
      for (const listener of listeners) listener.write("data: changed\n\n");
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const localeOf = (url: string): Locale | undefined => url.split(/[/?]/).find(isLocale);
