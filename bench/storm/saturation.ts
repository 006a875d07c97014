// The most that comes through, every Alert verified, when more and more is offered: a ladder of rates until two rungs in a
// row bring no more than the best before. Latency is unbounded; a run in which an Alert is lost or misjudged counts for
// nothing. Beside the bare wire, which is asked anew before each ladder.

import { say } from '../go.ts';
import { besideTheWire } from './beside-the-wire.ts';
import { type MeterClient, meterClients } from './meter-client.ts';
import { runStorm, stormText } from './run-storm.ts';

const DEVICES = 9_500;
const SECONDS = 5;
const THROTTLED = 0.3;
const STEP = 1.3;
const GAIN = 1.03;
const FROM = { 'mqtt.js': 9_000, fast: 24_000 } as const;
const MOST = 80_000;

/** Climbs `rounds` times with every client the product has. */
export async function benchSaturation(rounds: number): Promise<void> {
  for (const client of meterClients()) {
    const meters = `${DEVICES.toLocaleString('en')} meters`;
    const title = `saturation, ${meters}, every Alert verified, ${client.name} client`;
    await besideTheWire({ title, client, connections: DEVICES, rounds }, () => mostThrough(client));
  }
}

async function mostThrough(client: MeterClient): Promise<number> {
  let best = 0;
  for (let offered: number = FROM[client.name], vain = 0; vain < 2 && offered <= MOST; offered *= STEP) {
    const perSecond = Math.round(offered);
    const run = await runStorm(
      { devices: DEVICES, perSecond, seconds: SECONDS, throttled: THROTTLED },
      { client },
    );
    const through = run.verified ? run.perSecond : 0;
    const offer = `${client.name}: ${perSecond.toLocaleString('en')} offered`;
    say(`${offer}, ${Math.round(run.perSecond).toLocaleString('en')} Alerts/s through: ${stormText(run)}`);
    vain = through > GAIN * best ? 0 : vain + 1;
    best = Math.max(best, through);
  }
  return best;
}
