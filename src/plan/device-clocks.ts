// The clocks of all Devices: scenario time in, what a Device takes for it out. A clock belongs to its Device, not to a
// stream: all that the Device sends is stamped by it. Moments before the start of the scenario are negative.

import { randomStream } from '../domain/random.ts';
import type { ClockSpec } from '../scenario/scenario.ts';

/** Clocks by Device index; right ones, until one is set. */
export class DeviceClocks {
  readonly #seed: number;
  readonly #aheadUs: Float64Array;
  /** What each gains per microsecond. */
  readonly #gains: Float64Array;
  #allRight = true;

  constructor(devices: number, seed: number) {
    this.#seed = seed;
    this.#aheadUs = new Float64Array(devices);
    this.#gains = new Float64Array(devices);
  }

  /** True while no Device was given a wrong one. */
  get allRight(): boolean {
    return this.#allRight;
  }

  /** Gives a Device this clock. A Device always draws the same. */
  set(device: number, { aheadUs, withinUs, drift }: ClockSpec): void {
    this.#allRight = false;
    this.#aheadUs[device] = aheadUs + this.#draw(device, withinUs);
    this.#gains[device] = drift === null ? 0 : drift.gainsUs / drift.perUs;
  }

  /** What the clock of a Device shows at a moment, in whole microseconds. */
  shownUs(device: number, us: number): number {
    return us + this.#aheadUs[device]! + Math.round(us * this.#gains[device]!);
  }

  /** A whole number from -within to +within. */
  #draw(device: number, withinUs: number): number {
    if (withinUs === 0) return 0;
    return Math.floor(randomStream(this.#seed, 'clock', device).uniform() * (2 * withinUs + 1)) - withinUs;
  }
}
