// Shared work of the commands: content, KV, lock, progress and output, by the options that were given.
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { Locale } from "../../i18n/locales.ts";
import { type Commit, commit } from "../commit/commit.ts";
import { withLock } from "../commit/lock.ts";
import type { Plan } from "../commit/plan.ts";
import { readAhead } from "../commit/prefetch.ts";
import { type CacheOptions, checkFolder, drawSocialCards } from "../content/load-content.ts";
import type { LoadedContent } from "../content/read-content.ts";
import { servedAt } from "../dev/server.ts";
import { type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { reportWords } from "../diagnostics/messages.ts";
import { ROOT } from "../files/root.ts";
import type { Progress, PublishKv } from "../kv/kv.ts";
import { openWranglerKv } from "../kv/remote.ts";
import { MediaCache } from "../media/media-cache.ts";
import { countLine, diagnosticLines } from "../report/diagnostics.ts";
import { countMade, openProgress } from "../report/progress.ts";
import { liveLines } from "../report/publish.ts";
import type { Terminal } from "./terminal.ts";

export interface GlobalOptions {
  content: string;
  persistTo: string;
  cache: string;
  remote?: boolean;
  origin?: string;
  lang: Locale;
}

const DEFAULT_ORIGIN = "http://localhost:8787";

export class CommandContext {
  readonly terminal: Terminal;
  readonly #program: Command;
  #failed = false;

  constructor(program: Command, terminal: Terminal) {
    this.#program = program;
    this.terminal = terminal;
  }

  get options(): GlobalOptions {
    return this.#program.opts();
  }

  /** Whether an option was left out. */
  isDefault(name: keyof GlobalOptions): boolean {
    return this.#program.getOptionValueSource(name) === "default";
  }

  /** The exit code that the command has earned so far. */
  get exitCode(): number {
    return this.#failed ? 1 : 0;
  }

  fail(): void {
    this.#failed = true;
  }

  print(lines: readonly string[]): void {
    this.terminal.print(lines);
  }

  /**
   * Works on the content if it is fit to publish, and otherwise says why it is not. It is read inside the lock, so that a
   * publish that has waited for another does not put back the content of before.
   */
  withContent(work: (content: LoadedContent, kv: PublishKv) => Promise<void>): Promise<void> {
    return this.withLockedKv(async (opened) => {
      // wrangler takes seconds for each question, in vain if the content is not fit.
      const kv = this.options.remote ? opened : readAhead(opened, Date.now());
      const { content, diagnostics } = await checkFolder(resolve(this.options.content), this.cacheOptions());
      if (hasErrors(diagnostics)) {
        content.cache.save();
        return this.#refuse(diagnostics);
      }
      if (diagnostics.length > 0) {
        const { lang } = this.options;
        this.print([`${countLine(diagnostics, lang)} ${reportWords(lang, "report.warned")}`]);
      }
      await drawSocialCards(content);
      await work(content, kv);
    });
  }

  #refuse(diagnostics: readonly Diagnostic[]): void {
    const { lang } = this.options;
    const lines = diagnosticLines(diagnostics, lang, this.terminal.paintError);
    this.terminal.printError([
      ...lines,
      `${countLine(diagnostics, lang)} ${reportWords(lang, "report.refused")}`,
    ]);
    this.fail();
  }

  /** Parsed articles are cached beside the local KV, also when they are published elsewhere. */
  cacheOptions(): CacheOptions {
    const { persistTo, cache, lang } = this.options;
    const tell = countMade(lang, (line) => this.print([line]));
    return { cacheFolder: join(resolve(persistTo), "content"), media: new MediaCache(resolve(cache), tell) };
  }

  /** Origin of the API for readers; `null` while the local KV is not served. */
  #reachedAt(): string | null {
    const { origin: given = this.terminal.env.VISNYK_ORIGIN, remote, persistTo } = this.options;
    return given ?? (remote ? DEFAULT_ORIGIN : servedAt(resolve(persistTo)));
  }

  /** Origin of printed addresses. */
  origin(): string {
    return this.#reachedAt() ?? DEFAULT_ORIGIN;
  }

  /** @param writes KV writes made. */
  printLive(plan: Plan, writes: number): void {
    const { lang } = this.options;
    this.print(liveLines(plan, writes, this.origin(), lang));
    if (this.#reachedAt() === null) this.print([reportWords(lang, "publish.here")]);
  }

  /** @returns KV writes made. */
  write(plan: Commit, kv: PublishKv): Promise<number> {
    return this.withProgress(plan.objects.length + 1, (onProgress) => commit(plan, kv, onProgress));
  }

  /** @param total number of values to write. */
  async withProgress<T>(total: number, work: (onProgress: Progress) => Promise<T>): Promise<T> {
    const { onProgress, close } = openProgress(total, this.options.lang);
    try {
      return await work(onProgress);
    } finally {
      close();
    }
  }

  /** One lock for each KV: publishers of different ones do not meet. */
  withLockedKv(work: (kv: PublishKv) => Promise<void>): Promise<void> {
    const { remote, persistTo } = this.options;
    return withLock(remote ? join(ROOT, ".wrangler") : resolve(persistTo), () => this.withKv(work));
  }

  async withKv(work: (kv: PublishKv) => Promise<void>): Promise<void> {
    const { remote, persistTo } = this.options;
    if (remote) return work(openWranglerKv());
    const kv = await this.terminal.openKv(resolve(persistTo));
    try {
      return await work(kv);
    } finally {
      await kv.close();
    }
  }
}
