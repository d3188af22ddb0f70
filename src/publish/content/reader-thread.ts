// A thread that reads articles: ids in, what their files say out.
import { parentPort, workerData } from "node:worker_threads";
import { MediaCache } from "../media/media-cache.ts";
import { readArticle, type WorkerData } from "./read-articles.ts";

const { content, media: folder } = workerData as WorkerData;
const media = new MediaCache(folder);

parentPort?.on("message", async (ids: string[]) => {
  parentPort?.postMessage(await Promise.all(ids.map((id) => readArticle(content, id, media))));
});
