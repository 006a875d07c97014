// What judging costs: the same storm with ledgers and checks, and with neither, side by side. Off means that the ledgers of gate
// and Users take no row, and that nothing after the last delivery counts; what the meters note of their own sendings (two
// numbers and a checksum an Alert) stays, since the run could not be paced without. No record of rows is written either way.
// About 0.4 s of CPU go to compiling the checks, however long the storm was: it lasts long enough for them to be a part of
// what is measured, and not most of it. Each stays on a core of its own: whether two threads share one or not is chance, and
// makes a quarter of their CPU, far more than what is measured. Both run at once, and then again with cores changed: a machine
// that others use is half as slow again for a minute, and in turn that minute met one of them.

import { say, tell } from '../go.ts';
import { meterClients } from './meter-client.ts';
import { runStorm, type StormRun, stormText } from './run-storm.ts';

const STORM = { devices: 2_000, perSecond: 8_000, seconds: 30, throttled: 0.3 } as const;

/** Measures `rounds` times two pairs of runs with the product's quickest client. */
export async function benchJudgingCost(rounds: number): Promise<void> {
  const client = meterClients().at(-1)!;
  const off: number[] = [];
  const written: number[] = [];
  const verified: number[] = [];
  const withLedgers = async (ledgers: boolean, core: number): Promise<StormRun> => {
    const run = await runStorm(STORM, { client, ledgers, cores: core });
    const judging = ledgers ? `; judging ${run.judgingUs.toFixed(1)} µs per Alert` : '';
    say(`${client.name}, ledgers ${ledgers ? 'on' : 'off'}: ${stormText(run)}${judging}`);
    return run;
  };
  for (let round = 0; round < rounds; round++) {
    const there = await Promise.all([withLedgers(false, 0), withLedgers(true, 1)]);
    const back = await Promise.all([withLedgers(false, 1), withLedgers(true, 0)]);
    off.push(mean([there, back].map(([{ stormUs }]) => stormUs)));
    written.push(mean([there, back].map(([, { stormUs }]) => stormUs)));
    verified.push(mean([there, back].map(([, { stormUs, judgingUs }]) => stormUs + judgingUs)));
  }
  tell({
    title: `CPU per Alert, ${STORM.perSecond.toLocaleString('en')} Alerts/s, ${client.name} client`,
    unit: 'µs',
    contenders: [
      { name: 'ledgers and checks off', figures: off },
      { name: 'ledgers on, not judged yet', figures: written },
      { name: 'verified: ledgers on, merged and judged', figures: verified },
    ],
  });
}

const mean = (figures: readonly number[]): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
