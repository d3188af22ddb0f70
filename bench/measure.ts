// Measurements: the same requests to every worker, in rounds in turn, so that a busy neighbour disturbs all alike.
import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { openClient } from "./load.ts";
import type { Probe } from "./probes.ts";
import { cpuTime, startWorkerd, type Workerd } from "./workerd.ts";

/** One for each round, by name of the probe. */
export type Samples = Map<string, number[]>;

const CONNECTIONS = 8;
const SLICE = 100;
const WARM_UP = 2000;
const COUNTED_WARM_UP = 400;
const COUNTED_AT_ONCE = 2;
const FIRST_ATTEMPTS = 20;

export interface Timings {
  /** CPU time of one request, in µs. */
  cpu: Samples;
  /** Requests in a second. */
  rate: Samples;
}

/**
 * A round asks every worker in turn, a small slice of the requests at a time: the speed of a shared machine
 * changes within a second, and must change for all alike.
 * @param workers running, by name of the probe.
 * @param slices in a round, of SLICE requests each.
 */
export async function measureTime(
  probes: readonly Probe[],
  workers: ReadonlyMap<string, Workerd>,
  rounds: number,
  slices: number,
): Promise<Timings> {
  const timings: Timings = { cpu: new Map(), rate: new Map() };
  const connect = async (probe: Probe) => {
    const { pid, port } = workers.get(probe.name) as Workerd;
    const client = await openClient({ ...probe, port }, CONNECTIONS);
    return { name: probe.name, pid, client, cpu: 0, seconds: 0 };
  };
  for (const probe of probes) {
    const { port } = workers.get(probe.name) as Workerd;
    await warmUp(probe, port, WARM_UP);
  }
  // Connections anew: workerd closes those that have idled for 5 seconds.
  const lanes = await Promise.all(probes.map(connect));
  for (let round = 0; round < rounds; round++) {
    for (const lane of lanes) Object.assign(lane, { cpu: 0, seconds: 0 });
    for (let slice = 0; slice < slices; slice++) {
      // There and back, so that nobody is always the one after a neighbour.
      for (const lane of slice % 2 === 0 ? lanes : lanes.toReversed()) {
        const before = await cpuTime(lane.pid);
        lane.seconds += await lane.client.run(SLICE);
        lane.cpu += (await cpuTime(lane.pid)) - before;
      }
    }
    for (const { name, cpu, seconds } of lanes) {
      add(timings.cpu, name, cpu / slices / SLICE);
      add(timings.rate, name, (slices * SLICE) / seconds);
    }
  }
  for (const { client } of lanes) client.close();
  return timings;
}

/**
 * Counts with callgrind, each probe alone and in a fresh process every round.
 * @param configs workerd configurations by name of the probe.
 * @param folder for callgrind's files.
 * @param requests in one measurement.
 * @returns thousands of instructions for one request.
 */
export async function countInstructions(
  probes: readonly Probe[],
  configs: ReadonlyMap<string, string>,
  folder: string,
  rounds: number,
  requests: number,
): Promise<Samples> {
  const counts: Samples = new Map();
  const count = async (probe: Probe, out: string) => {
    const { pid, port, stop } = await startWorkerd(configs.get(probe.name) as string, [
      ...["valgrind", "--tool=callgrind", "--smc-check=all-non-file"],
      `--callgrind-out-file=${out}`,
    ]);
    await warmUp(probe, port, COUNTED_WARM_UP);
    await callgrind("-z", pid);
    await ask(probe, port, requests);
    await callgrind("-d", pid);
    await stop();
    add(counts, probe.name, (await totalOf(`${out}.1`)) / requests / 1000);
  };
  for (let round = 0; round < rounds; round++) {
    // Neighbours do not change a count.
    const left = [...probes];
    const worker = async () => {
      for (let probe = left.shift(); probe; probe = left.shift()) {
        await count(probe, join(folder, `callgrind.${probe.name}.${round}`));
      }
    };
    await Promise.all(Array.from({ length: COUNTED_AT_ONCE }, worker));
  }
  return counts;
}

async function warmUp(probe: Probe, port: number, requests: number): Promise<void> {
  if (probe.readBefore) await firstAnswer({ ...probe, ...probe.readBefore }, port);
  await firstAnswer(probe, port);
  await ask(probe, port, requests);
}

/** Under valgrind a cold Worker may be too slow for its own deadlines at first. */
async function firstAnswer({ path, headers, status }: Probe, port: number): Promise<void> {
  for (let attempt = 0; attempt < FIRST_ATTEMPTS; attempt++) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    await response.arrayBuffer();
    if (response.status === status) return;
  }
}

async function ask(probe: Probe, port: number, requests: number): Promise<void> {
  const client = await openClient({ ...probe, port }, CONNECTIONS);
  await client.run(requests);
  client.close();
}

const run = promisify(execFile);

export const hasValgrind = async (): Promise<boolean> =>
  run("callgrind_control", ["--version"]).then(
    () => true,
    () => false,
  );

async function callgrind(command: "-z" | "-d", pid: number): Promise<void> {
  await run("callgrind_control", [command, String(pid)]);
}

/** Instructions of all threads in one dump. */
async function totalOf(dump: string): Promise<number> {
  const text = await readFile(dump, "latin1");
  await rm(dump);
  const total = /^totals: (\d+)/m.exec(text)?.[1];
  if (!total) throw new Error(`${dump}: no totals`);
  return Number(total);
}

function add(samples: Samples, name: string, value: number): void {
  const list = samples.get(name);
  if (list) list.push(value);
  else samples.set(name, [value]);
}
