// Options that npm has taken for its own: of `npm run content publish --dry-run`, without `--`, only `publish` reaches
// us, and the rest is in npm's environment.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { parseLocale } from "../../i18n/locales.ts";
import { CommandError } from "../diagnostics/command-error.ts";
import { ROOT } from "../files/root.ts";

export interface Called {
  /** The npm script that it is called by. Others that call it have options of their own. */
  script: string;
  /** The command's name, where the npm script has several. */
  command?: string;
  /** The command's arguments, without its name. */
  args: readonly string[];
  /** How many of these it takes that are no options. */
  takes: number;
  /** Its options, as in `--port <number>`. */
  flags: readonly string[];
}

type Env = Record<string, string | undefined>;

/** @throws CommandError with the command to type, if npm has swallowed an option of this one. */
export function refuseSwallowed(called: Called, env: Env = process.env): void {
  if (env.npm_lifecycle_event !== called.script) return;
  const swallowed = called.flags.filter((flags) => isSwallowed(nameOf(flags), called.args, env));
  if (swallowed.length === 0) return;
  throw new CommandError("report.swallowed", {
    options: swallowed.map((flags) => `--${nameOf(flags)}`).join(" "),
    command: retyped(called, swallowed, env),
  });
}

/** The same for `npm run content` and `npm run dev`. Leaves in the program the language to refuse in. */
export function refuseSwallowedOf(program: Command, argv: readonly string[], env: Env): void {
  const script = env.npm_lifecycle_event ?? "";
  if (!["content", "dev"].includes(script)) return;
  program.parseOptions([...argv]);
  const command = program.commands.find((each) => argv.includes(each.name()));
  const at = command ? argv.indexOf(command.name()) : -1;
  const args = argv.filter((_, i) => i !== at);
  const flags = [...program.options, ...(command?.options ?? [])].map((option) => option.flags);
  if (isSwallowed("lang", args, env)) {
    const [locale] = args.flatMap((arg) => parseLocale(arg.toLowerCase()) ?? []);
    if (locale) program.setOptionValue("lang", locale);
  }
  const takes = command?.registeredArguments.length ?? 0;
  refuseSwallowed({ script, ...(command && { command: command.name() }), args, takes, flags }, env);
}

/** @returns the text that npm has put into the environment for `--name=text`; `null` if it has none but "true". */
function valueIn(env: Env, name: string): string | null {
  const value = env[keyOf(name)];
  return value === undefined || value === "true" ? null : value;
}

function isSwallowed(name: string, args: readonly string[], env: Env): boolean {
  if (args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`))) return false;
  // npm tells every script where its own cache is.
  if (name === "cache") return false;
  // npm reads `--lang` as its short options -l -a -n -g.
  if (name === "lang") return ["long", "all", "global"].every((long) => env[keyOf(long)] === "true");
  if (["", "false", undefined].includes(env[keyOf(name)])) return false;
  // `json = true` in somebody's .npmrc is in the environment of every script, and meant for npm.
  return !npmrcFiles(env).some((text) => new RegExp(`^\\s*${name}\\s*(=|$)`, "m").test(text));
}

const npmrcFiles = (env: Env): string[] =>
  [join(ROOT, ".npmrc"), env.npm_config_userconfig, env.npm_config_globalconfig].flatMap((file) => {
    try {
      return file ? [readFileSync(file, "utf8")] : [];
    } catch {
      return [];
    }
  });

const nameOf = (flags: string): string => /^--([\w-]+)/.exec(flags)?.[1] ?? "";
const keyOf = (name: string): string => `npm_config_${name.replaceAll("-", "_")}`;

/** The command to type. The value of `--port 8080` has arrived without its option: only a single one is certain. */
function retyped({ script, command, args, takes }: Called, swallowed: readonly string[], env: Env): string {
  const isLost = (flags: string) => flags.includes("<") && valueIn(env, nameOf(flags)) === null;
  const lost = swallowed.filter(isLost).length;
  const [single] = lost === 1 && takes === 0 && args.length === 1 ? args : [];
  const options = swallowed.map((flags) => {
    const value = isLost(flags) ? single : valueIn(env, nameOf(flags));
    if (!flags.includes("<")) return `--${nameOf(flags)}`;
    return value ? `--${nameOf(flags)} ${quoted(value)}` : flags;
  });
  const kept = lost === 0 ? args.map(quoted) : single || args.length === 0 ? [] : ["…"];
  return [
    script === "start" ? "npm start --" : `npm run ${script} --`,
    ...(command && command !== script ? [command] : []),
    ...kept,
    ...options,
  ].join(" ");
}

const quoted = (text: string): string => (/^[\p{L}\p{N}._/:@=-]+$/u.test(text) ? text : JSON.stringify(text));
