// Synthetic articles published one release after the other, without the content folder.
import { type BuiltRelease, buildRelease } from "../../../src/publish/build/build.ts";
import { type LoadedRelease, loadRelease } from "../../../src/publish/build/release-reader.ts";
import type { Site } from "../../../src/store/format.ts";
import { compileSynthetic, Objects, type SyntheticArticle } from "./corpus.ts";

export class Press {
  readonly objects = new Objects();
  readonly articles = new Map<string, SyntheticArticle>();
  readonly #site: Site;
  #release: LoadedRelease | null = null;

  constructor(site: Site) {
    this.#site = site;
  }

  set(...articles: SyntheticArticle[]): void {
    for (const each of articles) this.articles.set(each.id, each);
  }

  /** @returns the release as it was built and as it is read back, and the values written, the pointer included. */
  async publish(): Promise<{ built: BuiltRelease; loaded: LoadedRelease; writes: number }> {
    const compiled = await compileSynthetic(this.#site, this.articles.values());
    const built = await buildRelease(compiled, this.#release, 0, this.objects.read);
    const writes = (await this.objects.add([...compiled.objects, ...built.objects])) + 1;
    this.#release = await loadRelease(this.objects.read, built.hash);
    return { built, loaded: this.#release, writes };
  }
}
