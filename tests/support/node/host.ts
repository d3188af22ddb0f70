// Other people's pages: a second server, whose origin and site are not the Worker's.
import { createServer } from "node:http";
import { freePort } from "./free-port.ts";

export interface Host {
  /** Puts a page at a path of its own. @returns its URL. */
  page(body: string, headers?: Record<string, string>): string;
  close(): Promise<void>;
}

export async function openHost(): Promise<Host> {
  const pages: { html: string; headers: Record<string, string> }[] = [];
  const port = await freePort();
  const server = createServer((request, response) => {
    const page = pages[Number(request.url?.slice(1))];
    response.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=utf-8", ...page?.headers });
    response.end(page?.html);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    page(body, headers = {}) {
      const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>A host</title></head><body style="margin:0">${body}</body></html>`;
      return `http://127.0.0.1:${port}/${pages.push({ html, headers }) - 1}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
