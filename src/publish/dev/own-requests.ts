// The requests that `npm run dev` answers: those of its own pages and of the person at this computer. Any web page can
// send others, by a name that leads here (DNS rebinding) or from its own origin, and would read drafts.
import type { IncomingHttpHeaders } from "node:http";

/** By which the Worker behind the proxy knows that a request came through it; its port, too, is open to web pages. */
export const KEY_HEADER = "x-dev-key";

const NAMES = ["localhost", "127.0.0.1", "[::1]"];

/**
 * @param port on which the request has come.
 * @returns false for another Host or Origin, and for what a page of another site loads; a link from there is answered.
 */
export function isOwnRequest(headers: IncomingHttpHeaders, port = 0): boolean {
  const { host = "", origin } = headers;
  // As clients write them: without the port if it is that of http.
  const own = NAMES.map((name) => new URL(`http://${name}:${port}`));
  if (!own.some((each) => each.host === host.toLowerCase())) return false;
  if (origin !== undefined) return own.some((each) => each.origin === origin);
  return headers["sec-fetch-site"] !== "cross-site" || headers["sec-fetch-mode"] === "navigate";
}
