// What more threads cost and what is left to the busiest: one storm by one, two and four brokers with as many meter workers,
// in turn. If an Alert costs no more CPU in all, and the busiest thread's share of it falls as threads are added, then as many
// cores carry as many more: the only way to see it on a machine that has two. The Users' thread has no second.

import { say, tell } from '../go.ts';
import { meterClients } from './meter-client.ts';
import { runStorm, stormText } from './run-storm.ts';

const BROKERS = [1, 2, 4] as const;
/** As much as two cores keep up, so that threads have enough to do to send in batches, as at their limit. */
const STORM = { devices: 4_000, perSecond: 24_000, seconds: 8, throttled: 0.3 } as const;
const USERS = 'users';

/** Measures every layout `rounds` times with the product's quickest client. */
export async function benchLayout(rounds: number): Promise<void> {
  const client = meterClients().at(-1)!;
  const layouts = BROKERS.map((brokers) => ({
    name: brokers === 1 ? 'one broker' : `${brokers} brokers`,
    brokers,
    all: [] as number[],
    busiest: [] as number[],
    users: [] as number[],
  }));
  for (let round = 0; round < rounds; round++) {
    for (const { name, brokers, all, busiest, users } of layouts) {
      const run = await runStorm(STORM, { client, threads: { brokers, workers: brokers } });
      say(`${name}: ${stormText(run)}`);
      const costs = Object.values(run.threadUs);
      all.push(costs.reduce((sum, us) => sum + us, 0));
      busiest.push(Math.max(...costs));
      users.push(run.threadUs[USERS]!);
    }
  }
  const rate = `${STORM.perSecond.toLocaleString('en')} Alerts/s, ${client.name} client`;
  const told = (title: string, figures: 'all' | 'busiest' | 'users'): void =>
    tell({
      title,
      unit: 'µs',
      contenders: layouts.map((each) => ({ name: each.name, figures: each[figures] })),
    });
  told(`CPU per Alert on all threads, ${rate}`, 'all');
  told('of the busiest thread', 'busiest');
  told('of the Users, whatever brokers there are', 'users');
}
