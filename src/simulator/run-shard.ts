// The life of one meter worker: connect, practise, wait for the start, send by the plan, collect acknowledgements,
// close. Knows no threads: commands come in and news goes out through the port it is given.

import { every } from '../domain/clock.ts';
import { deferred } from '../domain/deferred.ts';
import { CATCH_UP_WINDOW_MS, PROGRESS_MS } from '../domain/limits.ts';
import { SendGauge } from '../measure/send-gauge.ts';
import { measureThread } from '../measure/thread-sampler.ts';
import { EmissionSchedule } from './emission-schedule.ts';
import type { MeterCommand, MeterOrder, MeterReport } from './meter-protocol.ts';
import { Meters } from './meters.ts';
import { practise } from './practice.ts';
import { type MeterTeller, sendShard } from './send-shard.ts';

/** A worker's end of its conversation with the orchestrating thread. */
export interface MeterPort extends MeterTeller {
  onCommand(listener: (command: MeterCommand) => void): void;
}

/** Runs one shard from first connection to last. */
export async function runShard(order: MeterOrder, port: MeterPort): Promise<MeterReport> {
  const meters = new Meters(order);
  const commands = awaitCommands(port);

  const stopReporting = every(PROGRESS_MS, () =>
    port.tell({ news: 'connecting', connected: meters.connected }),
  );
  const refusal = (await meters.connect()) ?? (await practise(order));
  stopReporting();
  if (refusal) {
    await meters.disconnect();
    return { result: 'not-connected', connected: meters.connected, cause: refusal.cause };
  }
  port.tell({ news: 'connecting', connected: meters.connected });
  // Made before the start: with many Alerts it takes longer than the head start they have.
  const schedule = new EmissionSchedule(order.shard, order.timeScale, CATCH_UP_WINDOW_MS);
  port.tell({ news: 'ready' });

  const lateness = new SendGauge();
  const endMeasuring = measureThread({
    lateness: () => lateness.take(),
    unacknowledged: () => meters.sent - meters.acknowledged,
  });
  const epochNs = await Promise.race([commands.start, commands.close]);
  if (epochNs !== null) await sendShard({ order, meters, schedule, lateness, port }, epochNs, commands.stop);
  await commands.close;
  const measured = endMeasuring();
  await meters.disconnect();
  const { ledger, reconnects, sent, acknowledged } = meters;
  return { result: 'done', ledger, reconnects, unacknowledged: sent - acknowledged, measured };
}

/** Each command as a promise: it may come before anyone waits for it. */
function awaitCommands(port: MeterPort) {
  const start = deferred<bigint>();
  const stop = deferred<null>();
  const close = deferred<null>();
  port.onCommand((message) => {
    if (message.command === 'start') start.resolve(message.epochNs);
    else if (message.command === 'stop') stop.resolve(null);
    else close.resolve(null);
  });
  return { start: start.promise, stop: stop.promise, close: close.promise };
}
