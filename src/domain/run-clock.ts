// Scenario time of a run that has not begun yet: it stands at 0 until it is told when 0 was.
// Before that no decision may be taken from it.

import { type Clock, ScenarioClock } from './clock.ts';

/** A scenario clock that is started once. */
export class RunClock implements Clock {
  readonly #timeScale: number;
  #running: ScenarioClock | null = null;

  constructor(timeScale: number) {
    this.#timeScale = timeScale;
  }

  start(epochNs: bigint): void {
    this.#running = new ScenarioClock(epochNs, this.#timeScale);
  }

  nowUs(): number {
    return this.#running?.nowUs() ?? 0;
  }
}
