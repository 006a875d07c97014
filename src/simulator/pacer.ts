// Wakes when an Alert is due and hands it to the sender, until all are sent or it is told to stop. Open-loop: it
// never waits for an acknowledgement. The only place in the simulator with a timer of its own.

import type { Clock } from '../domain/clock.ts';
import { deferred } from '../domain/deferred.ts';
import type { EmissionSchedule } from './emission-schedule.ts';

/** Alerts handed out before the event loop gets a turn: acknowledgements must be read during a burst, too. */
const BATCH = 200;

/** A pacer at work. */
export interface Pacing {
  /** Settles when everything is sent, or after `stop`. */
  readonly finished: Promise<void>;
  stop(): void;
}

/** Starts sending a schedule's Alerts by the clock. `send` gets the row and the moment, and must not throw. */
export function pace(
  schedule: EmissionSchedule,
  clock: Clock,
  timeScale: number,
  send: (row: number, nowUs: number) => void,
): Pacing {
  const { promise: finished, resolve: finish } = deferred<void>();
  let timer: NodeJS.Timeout | NodeJS.Immediate | undefined;
  let stopped = false;

  const tick = (): void => {
    for (let handed = 0; handed < BATCH; handed++) {
      if (stopped) return;
      const nowUs = clock.nowUs();
      const row = schedule.take(nowUs);
      if (row < 0) {
        sleepUntilDue();
        return;
      }
      send(row, nowUs);
    }
    timer = setImmediate(tick);
  };
  const sleepUntilDue = (): void => {
    if (schedule.remaining === 0) {
      finish();
      return;
    }
    const wallMs = (schedule.nextDueUs - clock.nowUs()) / timeScale / 1_000;
    timer = setTimeout(tick, Math.min(Math.max(wallMs, 1), LONGEST_SLEEP_MS));
  };
  const stop = (): void => {
    stopped = true;
    clearTimeout(timer as NodeJS.Timeout);
    finish();
  };

  timer = setImmediate(tick);
  return { finished, stop };
}

const LONGEST_SLEEP_MS = 60_000;
