// The life of one meter worker: connect, wait for the start, send by the plan, collect acknowledgements, close; hands
// its ledger rows over as they fill. Knows no threads: commands come in and news goes out through the port it is given.

import { every, ScenarioClock } from '../domain/clock.ts';
import { deferred } from '../domain/deferred.ts';
import { CATCH_UP_WINDOW_MS, HAND_OVER_MS, HAND_OVER_ROWS, PROGRESS_MS } from '../domain/limits.ts';
import { EmissionLedger } from '../ledger/emission-ledger.ts';
import { SendGauge } from '../measure/send-gauge.ts';
import { measureThread } from '../measure/thread-sampler.ts';
import { collectGarbage } from '../threads/collect-garbage.ts';
import { EmissionSchedule } from './emission-schedule.ts';
import type { MeterCommand, MeterNews, MeterOrder, MeterReport } from './meter-protocol.ts';
import { Meters } from './meters.ts';
import { pace } from './pacer.ts';

/** A worker's end of its conversation with the orchestrating thread. */
export interface MeterPort {
  tell(news: MeterNews): void;
  onCommand(listener: (command: MeterCommand) => void): void;
}

/** Runs one shard from first connection to last. */
export async function runShard(order: MeterOrder, port: MeterPort): Promise<MeterReport> {
  // A turn of the event loop can send more than is to be held here, and no timer fires before its end.
  const ledger = new EmissionLedger({ rows: HAND_OVER_ROWS, hand: () => tellMoved() });
  const meters = new Meters(order, ledger);
  const tellMoved = (): void => {
    const { sent, acknowledged } = meters;
    port.tell({ news: 'moved', sent, acknowledged, emissions: ledger.take() });
  };
  const commands = awaitCommands(port);

  const stopReporting = every(PROGRESS_MS, () =>
    port.tell({ news: 'connecting', connected: meters.connected }),
  );
  const refusal = await meters.connect();
  stopReporting();
  if (refusal) {
    await meters.disconnect();
    return { result: 'not-connected', connected: meters.connected, cause: refusal.cause };
  }
  port.tell({ news: 'connecting', connected: meters.connected });
  // Made before the start: with many Alerts it takes longer than the head start they have.
  const schedule = new EmissionSchedule(order.shard, order.timeScale, CATCH_UP_WINDOW_MS);
  port.tell({ news: 'ready' });

  const epochNs = await Promise.race([commands.start, commands.close]);
  const lateness = new SendGauge();
  const endMeasuring = measureThread({
    lateness: () => lateness.take(),
    unacknowledged: () => meters.sent - meters.acknowledged,
  });
  const stopTelling = every(HAND_OVER_MS, tellMoved);
  const parts = { order, meters, schedule, lateness, port, tellMoved };
  if (epochNs !== null) await storm(parts, epochNs, commands.stop);
  await commands.close;
  stopTelling();
  const measured = endMeasuring();
  await meters.disconnect();
  tellMoved();
  const { reconnects, sent, acknowledged } = meters;
  return { result: 'done', reconnects, unacknowledged: sent - acknowledged, measured };
}

/** What a shard's storm is made of, all of it ready before the start. */
interface ShardParts {
  readonly order: MeterOrder;
  readonly meters: Meters;
  readonly schedule: EmissionSchedule;
  readonly lateness: SendGauge;
  readonly port: MeterPort;
  readonly tellMoved: () => void;
}

async function storm(
  { order, meters, schedule, lateness, port, tellMoved }: ShardParts,
  epochNs: bigint,
  stop: Promise<null>,
): Promise<void> {
  const clock = new ScenarioClock(epochNs, order.timeScale);
  let allSent = false;
  const tellWhenSettled = (): void => {
    if (!allSent || meters.acknowledged < meters.sent) return;
    tellMoved();
    port.tell({ news: 'all-acknowledged' });
  };

  meters.begin(clock, tellWhenSettled);
  const { plannedUs } = order.shard;
  const pacing = pace(schedule, clock, order.timeScale, (row, nowUs) => {
    meters.send(row, nowUs);
    lateness.note((nowUs - plannedUs[row]!) / order.timeScale / 1_000);
  });
  await Promise.race([pacing.finished, stop]);
  pacing.stop();
  allSent = true;
  port.tell({ news: 'all-sent', sent: meters.sent });
  tellWhenSettled();
}

/** Each command that is waited for as a promise: it may come before. */
function awaitCommands(port: MeterPort) {
  const start = deferred<bigint>();
  const stop = deferred<null>();
  const close = deferred<null>();
  port.onCommand((message) => {
    if (message.command === 'tidy') tidy(port);
    else if (message.command === 'start') start.resolve(message.epochNs);
    else if (message.command === 'stop') stop.resolve(null);
    else close.resolve(null);
  });
  return { start: start.promise, stop: stop.promise, close: close.promise };
}

function tidy(port: MeterPort): void {
  collectGarbage();
  port.tell({ news: 'tidied' });
}
