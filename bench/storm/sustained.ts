// The highest rate that is kept: every Alert sent on time, received and judged, verdict pass, response p99 below 50 ms. A
// ladder of rates from near the goal, up while they are kept, down until one is; beside the bare wire, which is asked anew
// before each ladder.

import { say } from '../go.ts';
import { besideTheWire } from './beside-the-wire.ts';
import { type MeterClient, meterClient } from './meter-client.ts';
import { runStorm, type StormRun, stormText } from './run-storm.ts';

const DEVICES = 9_500;
const SECONDS = 6;
const THROTTLED = 0.3;
const BOUND_MS = 50;
const STEP = 1.2;
const LOWEST = 1_000;

/** Climbs `rounds` times from this rate. A figure is right to one step of the ladder. */
export async function benchSustained(
  name: MeterClient['name'],
  fromPerSecond: number,
  rounds: number,
): Promise<void> {
  const client = meterClient(name);
  if (!client) {
    say(`sustained, ${name} client: this build has none`);
    return;
  }
  const kept = async (perSecond: number): Promise<boolean> => {
    const run = await runStorm(
      { devices: DEVICES, perSecond, seconds: SECONDS, throttled: THROTTLED },
      { client, warm: true },
    );
    say(`${perSecond.toLocaleString('en')} Alerts/s ${isKept(run) ? 'kept' : 'not kept'}: ${stormText(run)}`);
    return isKept(run);
  };
  const title = `sustained, ${DEVICES.toLocaleString('en')} meters, response p99 below ${BOUND_MS} ms`;
  await besideTheWire({ title, client, connections: DEVICES, rounds }, () => highest(kept, fromPerSecond));
}

const isKept = ({ verdict, verified, p99Ms }: StormRun): boolean =>
  verdict === 'pass' && verified && p99Ms < BOUND_MS;

/** The highest rung that is kept; 0 when none is down to the lowest. */
async function highest(kept: (perSecond: number) => Promise<boolean>, from: number): Promise<number> {
  let rate = from;
  if (await kept(rate)) {
    while (await kept(above(rate))) rate = above(rate);
    return rate;
  }
  while (rate > LOWEST) {
    rate = rounded(rate / STEP);
    if (await kept(rate)) return rate;
  }
  return 0;
}

const above = (rate: number): number => rounded(rate * STEP);

const rounded = (rate: number): number => Math.round(rate / 500) * 500;
