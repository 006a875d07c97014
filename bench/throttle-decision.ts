// Time per decision over many keys, beside what it is made of and the obvious throttle (one Map keyed by a string). First
// one throttle by itself, as a run has it, beside floors: the loop, which reads whose turn it is and does nothing; a random
// access to as many slots, each after the one before and as many at a time as the processor can wait for; and bare arrays
// that count windows of numbered keys, for which no Device has to be found. The same for a sliding window. Then several
// throttles that share their compiled code, beside making the arrival that each is shown. Every key has its turn, in an
// order that no cache foresees, about three times a window.

import { createThrottle } from '../src/throttle/create-throttle.ts';
import type { AlertRule, Profile } from '../src/throttle/profile.ts';
import type { Arrival, Decision, Throttle } from '../src/throttle/throttle.ts';
import { type Contender, sideBySide } from './side-by-side.ts';

const OPERATIONS = 1_000_000;
const ROUNDS = 5;
const CODES = 8;
const WINDOW_US = 3_600_000_000;
const ARRIVALS_PER_WINDOW = 3;
const THRESHOLD = 10;
const DELIVER: Decision = { outcome: 'deliver', reason: 'nothing decided' };

/** Measures at this many keys. */
export async function benchThrottleDecision(keys: number): Promise<void> {
  const traffic = new Traffic(keys);
  const title = `throttle decision, ${keys.toLocaleString('en')} keys`;
  await sideBySide(`${title}, one throttle`, oneThrottle(traffic, 'tumbling'), ROUNDS);
  await sideBySide(`${title}, one throttle, sliding`, oneThrottle(traffic, 'sliding'), ROUNDS);
  await sideBySide(`${title}, several throttles`, severalThrottles(traffic), ROUNDS);
}

function oneThrottle(traffic: Traffic, shape: keyof typeof BARE): readonly Contender[] {
  const { keys } = traffic;
  const slots = new Float64Array(keys);
  const bare = BARE[shape](keys);
  let nought = 0;
  return [
    traffic.contender('floor: one random access after the other', (key) => {
      nought = slots[key + nought]!;
    }),
    traffic.contender('floor: random accesses side by side', (key) => {
      slots[key]! += nought;
    }),
    traffic.loopAlone(),
    traffic.contender(bare.name, (key) => bare.count(key)),
    traffic.throttle(shape, THRESHOLD, true),
  ];
}

function severalThrottles(traffic: Traffic): readonly Contender[] {
  const shown = new LastShown();
  const counts = new Map<string, number>();
  return [
    traffic.loopAlone(),
    traffic.contender('floor: the arrival made, nothing decided', byNumber(shown, traffic.devices, 1)),
    traffic.contender('obvious: Map of a concatenated key', (key) => {
      const name = `${traffic.devices[key >>> 3]}/${key % CODES}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }),
    traffic.throttle('tumbling', THRESHOLD, true),
    traffic.throttle('tumbling', THRESHOLD, false),
    traffic.throttle('sliding', THRESHOLD, true),
    traffic.throttle('sliding', 1, true),
  ];
}

/** Keys in a random order that has each of them once, over and over. */
class Traffic {
  readonly keys: number;
  readonly devices: readonly string[];
  readonly #order: Uint32Array;

  constructor(keys: number) {
    this.keys = keys;
    this.devices = Array.from(
      { length: keys / CODES },
      (_, n) => `02-53-50-02-${n.toString(16).padStart(8, '0')}`,
    );
    this.#order = shuffled(keys);
  }

  /** Does something with the keys whose turn is next. */
  contender(name: string, work: (key: number) => void): Contender {
    const order = this.#order;
    let turn = 0;
    return {
      name,
      operations: OPERATIONS,
      work: () => {
        for (let n = 0; n < OPERATIONS; n++) {
          work(order[turn]!);
          turn = turn + 1 === this.keys ? 0 : turn + 1;
        }
      },
    };
  }

  /** Reads whose turn it is, and does nothing. */
  loopAlone(): Contender {
    const last = { key: 0 };
    return this.contender('floor: the loop alone', (key) => {
      last.key = key;
    });
  }

  /** Has the shipped throttle decide, which has met every key before. */
  throttle(shape: AlertRule['window']['shape'], threshold: number, numbered: boolean): Contender {
    const { devices } = this;
    const throttle = createThrottle(profile(shape, threshold), { nowUs: () => 0 });
    const stepUs = stepUsFor(this.keys);
    const decide = numbered ? byNumber(throttle, devices, stepUs) : byId(throttle, devices, stepUs);
    for (let key = 0; key < this.keys; key++) decide(key);
    return this.contender(`${shape} > ${threshold}, Device by ${numbered ? 'number' : 'ID'}`, decide);
  }
}

/** Counts arrivals of numbered keys in tumbling windows and notes which are above the threshold: what any throttle must. */
class BareWindows {
  readonly name = 'floor: bare arrays of windows';
  readonly #window: Int32Array;
  readonly #count: Uint16Array;
  readonly #above: Uint8Array;
  readonly #stepUs: number;
  #timeUs = 0;

  constructor(keys: number) {
    this.#window = new Int32Array(keys).fill(-1);
    this.#count = new Uint16Array(keys);
    this.#above = new Uint8Array(keys);
    this.#stepUs = stepUsFor(keys);
  }

  count(key: number): void {
    this.#timeUs += this.#stepUs;
    const window = Math.floor(this.#timeUs / WINDOW_US);
    if (this.#window[key] !== window) {
      this.#window[key] = window;
      this.#count[key] = 0;
    }
    const before = this.#count[key]!;
    if (before <= THRESHOLD) this.#count[key] = before + 1;
    this.#above[key] = before >= THRESHOLD ? 1 : 0;
  }
}

/** Keeps the latest times of numbered keys and notes which are above the threshold: what a sliding window must, at least. */
class BareRings {
  readonly name = 'floor: bare rings of times';
  readonly #times: Float64Array;
  readonly #next: Uint8Array;
  readonly #above: Uint8Array;
  readonly #stepUs: number;
  #timeUs = 0;

  constructor(keys: number) {
    this.#times = new Float64Array(keys * THRESHOLD).fill(Number.NEGATIVE_INFINITY);
    this.#next = new Uint8Array(keys);
    this.#above = new Uint8Array(keys);
    this.#stepUs = stepUsFor(keys);
  }

  count(key: number): void {
    this.#timeUs += this.#stepUs;
    const next = this.#next[key]!;
    const place = key * THRESHOLD + next;
    this.#above[key] = this.#times[place]! > this.#timeUs - WINDOW_US ? 1 : 0;
    this.#times[place] = this.#timeUs;
    this.#next[key] = next + 1 === THRESHOLD ? 0 : next + 1;
  }
}

const BARE = {
  tumbling: (keys: number) => new BareWindows(keys),
  sliding: (keys: number) => new BareRings(keys),
} as const;

/** Decides nothing, and looks at what it is shown no further than to keep it. */
class LastShown implements Pick<Throttle, 'decide'> {
  last: Arrival | undefined;

  decide(arrival: Arrival): Decision {
    this.last = arrival;
    return DELIVER;
  }
}

function byNumber(
  throttle: Pick<Throttle, 'decide'>,
  devices: readonly string[],
  stepUs: number,
): (key: number) => void {
  let timeUs = 0;
  return (key) => {
    timeUs += stepUs;
    const device = key >>> 3;
    throttle.decide({
      deviceId: devices[device]!,
      device,
      alertCode: key % CODES,
      originatorCounter: 1,
      timeUs,
    });
  };
}

function byId(throttle: Throttle, devices: readonly string[], stepUs: number): (key: number) => void {
  let timeUs = 0;
  return (key) => {
    timeUs += stepUs;
    throttle.decide({
      deviceId: devices[key >>> 3]!,
      alertCode: key % CODES,
      originatorCounter: 1,
      timeUs,
    });
  };
}

function stepUsFor(keys: number): number {
  return Math.ceil(WINDOW_US / ARRIVALS_PER_WINDOW / keys);
}

function profile(shape: AlertRule['window']['shape'], threshold: number): Profile {
  return {
    name: 'bench',
    provenance: { status: 'illustrative', source: 'values chosen for measuring' },
    clock: 'receipt',
    default: {
      threshold,
      window: { shape, lengthUs: WINDOW_US },
      forward: { periodUs: WINDOW_US, copy: 'trailing' },
      release: { rule: 'window' },
    },
    exclude: new Set(),
    overrides: new Map(),
    metadata: { sequence: 'episode', count: 'delta', tail: 'next' },
    duplicates: 'count',
    capacity: { keys: 20_000_000, overflow: 'forward' },
  };
}

/** All numbers below this one, shuffled the same way each time. */
function shuffled(length: number): Uint32Array {
  const numbers = new Uint32Array(length).map((_, n) => n);
  let state = 1;
  for (let n = length - 1; n > 0; n--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (n + 1));
    const moved = numbers[n]!;
    numbers[n] = numbers[other]!;
    numbers[other] = moved;
  }
  return numbers;
}
