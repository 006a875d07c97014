// Every benchmark in turn, or those named: `npm run bench -- decision replay judging virtual sweep meters`. One at a time: the
// machine must be otherwise idle, and 10^7 keys take 8 GB of memory.

import { benchFiveThousandMeters } from './five-thousand-meters.ts';
import { benchJudging } from './judging.ts';
import { benchModelReplay } from './model-replay.ts';
import { benchSweep } from './sweep.ts';
import { benchThrottleDecision } from './throttle-decision.ts';
import { benchVirtual } from './virtual.ts';

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  decision: async () => {
    await benchThrottleDecision(10_000);
    await benchThrottleDecision(1_000_000);
    await benchThrottleDecision(10_000_000);
  },
  replay: async () => {
    await benchModelReplay(10_000);
    await benchModelReplay(1_000_000);
    await benchModelReplay(10_000_000);
  },
  judging: () => benchJudging(100_000),
  virtual: async () => {
    await benchVirtual(10_000);
    await benchVirtual(100_000);
    await benchVirtual(1_000_000, 1_400_000);
  },
  sweep: benchSweep,
  meters: benchFiveThousandMeters,
};

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`no benchmark is called ${name}; there are ${Object.keys(BENCHES).join(', ')}`);
  await bench();
}
