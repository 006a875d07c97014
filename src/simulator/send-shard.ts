// A shard's storm: Alerts sent when they are due, acknowledgements counted, progress told. Knows nothing of how the
// connections came about, nor of what becomes of them.

import { every, ScenarioClock } from '../domain/clock.ts';
import { PROGRESS_MS } from '../domain/limits.ts';
import type { SendGauge } from '../measure/send-gauge.ts';
import type { EmissionSchedule } from './emission-schedule.ts';
import type { MeterNews, MeterOrder } from './meter-protocol.ts';
import type { Meters } from './meters.ts';
import { pace } from './pacer.ts';

/** Whoever is told how it goes. */
export interface MeterTeller {
  tell(news: MeterNews): void;
}

/** What a shard's storm is made of, all of it ready before the start. */
export interface ShardParts {
  readonly order: MeterOrder;
  readonly meters: Meters;
  readonly schedule: EmissionSchedule;
  readonly lateness: SendGauge;
  readonly port: MeterTeller;
}

/** Sends everything that is due from the epoch on, until all of it is sent or it is told to stop. */
export async function sendShard(
  { order, meters, schedule, lateness, port }: ShardParts,
  epochNs: bigint,
  stop: Promise<null>,
): Promise<void> {
  const clock = new ScenarioClock(epochNs, order.timeScale);
  const tellProgress = (): void =>
    port.tell({ news: 'sending', sent: meters.sent, acknowledged: meters.acknowledged });
  const stopTelling = every(PROGRESS_MS, tellProgress);
  let allSent = false;
  const tellWhenSettled = (): void => {
    if (!allSent || meters.acknowledged < meters.sent) return;
    stopTelling();
    tellProgress();
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
