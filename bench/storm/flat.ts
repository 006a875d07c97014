// Whether an Alert costs more when more meters are connected: CPU per Alert at the same rate from a thousand, five thousand
// and 9,500 connections, in turn. Long enough for every meter to raise several: its first costs more than the next, when all
// that is known of it comes to the processor for the first time, and in a short storm half of all Alerts are first ones.
// On one core, so that it is not chance how many a storm has.

import { say, tell } from '../go.ts';
import { meterClients } from './meter-client.ts';
import { runStorm, stormText } from './run-storm.ts';

const SIZES = [1_000, 5_000, 9_500] as const;
const STORM = { perSecond: 5_000, seconds: 16, throttled: 0.3 } as const;

/** Measures every size `rounds` times with the product's quickest client. */
export async function benchFlat(rounds: number): Promise<void> {
  const client = meterClients().at(-1)!;
  const figures = SIZES.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, devices] of SIZES.entries()) {
      const run = await runStorm({ ...STORM, devices }, { client, cores: 0 });
      say(`${devices.toLocaleString('en')} connections: ${stormText(run)}`);
      figures[at]!.push(run.stormUs);
    }
  }
  const named = SIZES.map((size, at) => ({
    name: `${size.toLocaleString('en')} connections`,
    figures: figures[at]!,
  }));
  const title = `CPU per Alert at ${STORM.perSecond.toLocaleString('en')} Alerts/s, ${client.name} client`;
  tell({ title, unit: 'µs', contenders: named });
}
