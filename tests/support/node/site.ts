// The project's own content, served once for all tests that look at it, and the browser that they share.
import type { BrowserServer } from "playwright-core";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { launchBrowser } from "./browser.ts";
import { bundle } from "./bundle.ts";
import { Newsroom } from "./newsroom.ts";
import { type Served, serve } from "./serve.ts";

declare module "vitest" {
  interface ProvidedContext {
    siteOrigin: string;
    browserEndpoint: string;
  }
}

/** Also an English article that is withdrawn (`retracted-en`), and one in Ukrainian only (`only-uk-uk`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const newsroom = await Newsroom.open("own");
  await newsroom.article("retracted", "en", {
    retracted: { date: "2025-06-01T10:00:00+03:00", note: "The source withdrew its claim." },
  });
  await newsroom.article("only-uk", "uk", { section: "latest-news" });
  const built = bundle(project.getProvidedContext().bundleFolder);
  const [served, browser]: [Served, BrowserServer] = await Promise.all([
    serve(newsroom, Date.now(), built),
    launchBrowser(),
  ]);
  project.provide("siteOrigin", served.origin);
  project.provide("browserEndpoint", browser.wsEndpoint());
  return async () => {
    await Promise.all([served.close(), browser.close(), newsroom.close()]);
  };
}

export const siteOrigin = (): string => inject("siteOrigin");
