// The load: keep-alive connections that each ask again as soon as they are answered. It does as little as it can,
// because it shares two cores with what is measured.
import { connect, type Socket } from "node:net";

/** Bytes; no head of ours is longer. */
const HEAD_MAX = 2048;

/** A request, and its expected answer. */
export interface Target {
  /** On 127.0.0.1. */
  port: number;
  path: string;
  headers: Readonly<Record<string, string>>;
  status: number;
}

export interface LoadClient {
  /** @returns seconds that it took. @throws on an answer with another status. */
  run(requests: number): Promise<number>;
  close(): void;
}

export async function openClient(target: Target, connections: number): Promise<LoadClient> {
  const lines = Object.entries({ host: "localhost", ...target.headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const request = Buffer.from(`GET ${target.path} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1");
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(target.port)));
  return {
    async run(requests) {
      let left = requests;
      const next = () => left-- > 0;
      const start = performance.now();
      await Promise.all(sockets.map((socket) => drive(socket, request, target, next)));
      return (performance.now() - start) / 1000;
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.once("error", reject);
    socket.once("connect", () => resolve(socket));
  });
}

/** Sends `request` over and over, one at a time, for as long as `next` says so. */
function drive(socket: Socket, request: Buffer, target: Target, next: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    // Bytes of the answer that are still to come; until its head is whole, the head and `null`.
    let missing: number | null = null;
    let head = "";
    const end = (error: Error | null) => {
      socket.off("data", onData).off("close", onClose);
      if (error) reject(error);
      else resolve();
    };
    const step = () => {
      if (next()) socket.write(request);
      else end(null);
    };
    const onClose = () => end(new Error(`${target.path}: the connection was closed`));
    const onData = (chunk: Buffer) => {
      if (missing === null) {
        const before = head.length;
        head += chunk.toString("latin1", 0, HEAD_MAX);
        const size = sizeOf(head, target.status);
        if (size === null) return;
        missing = size - before;
        if (!head.startsWith(`HTTP/1.1 ${target.status} `)) {
          return end(new Error(`${target.path}: ${target.status} expected, not ${head.slice(9, 30)}`));
        }
      }
      missing -= chunk.byteLength;
      if (missing > 0) return;
      missing = null;
      head = "";
      step();
    };
    socket.on("data", onData).on("close", onClose);
    step();
  });
}

/** Bytes of an answer with its head, or `null` while the head is not whole. All answers here have a length. */
function sizeOf(text: string, status: number): number | null {
  const end = text.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const length = status === 304 ? "0" : /^content-length: (\d+)/im.exec(text.slice(0, end))?.[1];
  return end + 4 + Number(length ?? 0);
}
