// Equal Alerts in one history: planned to be sent again, or delivered again by MQTT. Every arrival gets the row it
// stands for, every delivery the arrival it came from, as far as their order and their moments tell.

import { describe, expect, it } from 'vitest';
import type { EmissionPlan } from '../../src/plan/emission-plan.ts';
import { CONSERVATION } from '../../src/verify/checks/conservation.ts';
import { PACING_CHECK } from '../../src/verify/checks/pacing.ts';
import { foundBy } from '../verify/found-by.ts';
import { arrival, B, delivery, merged, PLAN } from './ledgers-of.ts';

/** A sends its Alert 1 at 0 and again at 30 and 60, its Alert 2 at 40; B sends its Alert 1 at 50. */
const AGAIN: EmissionPlan = {
  ...PLAN,
  length: 5,
  plannedUs: Float64Array.of(0, 30, 40, 50, 60),
  device: Uint32Array.of(0, 0, 0, 1, 0),
  stream: new Uint16Array(5),
  counter: Uint32Array.of(1, 1, 2, 1, 1),
};

const ALL = [0, 1, 2, 3, 4];

const discard = { outcome: 'discard', reason: 'throttled' } as const;

type Moments = readonly [
  id: number | null,
  received: number | null,
  delivered: number | null,
  copies: number,
];

const momentsOf = ({ rows }: ReturnType<typeof merged>): Moments[] =>
  rows.map(({ id, received, delivered, copies }) => [id, received, delivered, copies]);

const history = (...parts: Parameters<typeof merged>) =>
  merged(parts[0], parts[1], parts[2] ?? ALL, parts[3] ?? AGAIN);

/** Alert 1 of A, received at these moments. */
const arrivals = (...times: readonly number[]) => times.map((timeUs) => arrival({ timeUs }));
const deliveries = (...times: readonly number[]) => times.map((timeUs) => delivery({ timeUs }));

describe('arrivals of an Alert that is sent again', () => {
  it('stand for its sendings in turn', () => {
    const run = history(
      [...arrivals(5, 35), arrival({ timeUs: 45, counter: 2 }), arrival({ timeUs: 65 })],
      [],
    );
    expect(run.rows.map(({ id, planned, sent, counter }) => [id, planned, sent, counter])).toEqual([
      [0, 0, 1, 1],
      [1, 30, 31, 1],
      [2, 40, 41, 2],
      [4, 60, 61, 1],
      [3, 50, 51, 1],
    ]);
  });

  it('that are more than its sendings stand for the last', () => {
    expect(momentsOf(history(arrivals(5, 35, 65, 70, 75), [])).slice(0, 5)).toEqual([
      [0, 5, null, 0],
      [1, 35, null, 0],
      [4, 65, null, 0],
      [4, 70, null, 0],
      [4, 75, null, 0],
    ]);
  });

  it('never stand for what had not been sent by then: MQTT delivered the one before again', () => {
    expect(momentsOf(history(arrivals(5, 6, 30, 31), [])).slice(0, 4)).toEqual([
      [0, 5, null, 0],
      [0, 6, null, 0],
      [0, 30, null, 0],
      [1, 31, null, 0],
    ]);
  });

  it('never stand for what was not sent at all', () => {
    expect(momentsOf(history(arrivals(5, 35), [], [0])).slice(0, 2)).toEqual([
      [0, 5, null, 0],
      [0, 35, null, 0],
    ]);
  });

  it('of other Devices and counters are others', () => {
    const others = [arrival({ device: 1, timeUs: 55 }), arrival({ counter: 2, timeUs: 56 })];
    expect(momentsOf(history(others, [])).slice(0, 2)).toEqual([
      [3, 55, null, 0],
      [2, 56, null, 0],
    ]);
  });
});

describe('deliveries of an Alert that is sent again', () => {
  it('belong to its arrivals in turn', () => {
    expect(momentsOf(history(arrivals(5, 35, 65), deliveries(8, 38, 68))).slice(0, 3)).toEqual([
      [0, 5, 8, 1],
      [1, 35, 38, 1],
      [4, 65, 68, 1],
    ]);
  });

  it('belong to the arrivals that were let through, whichever these are', () => {
    const [first, second, third] = arrivals(5, 35, 65);
    const copyAlone = history(
      [{ ...first!, ...discard }, second!, { ...third!, ...discard }],
      deliveries(38),
    );
    expect(momentsOf(copyAlone).slice(0, 3)).toEqual([
      [0, 5, null, 0],
      [1, 35, 38, 1],
      [4, 65, null, 0],
    ]);
    const outer = history([first!, { ...second!, ...discard }, third!], deliveries(8, 68));
    expect(momentsOf(outer).slice(0, 3)).toEqual([
      [0, 5, 8, 1],
      [1, 35, null, 0],
      [4, 65, 68, 1],
    ]);
  });

  it('may wait for each other and keep their order', () => {
    expect(momentsOf(history(arrivals(5, 35, 65), deliveries(66, 67, 68))).slice(0, 3)).toEqual([
      [0, 5, 66, 1],
      [1, 35, 67, 1],
      [4, 65, 68, 1],
    ]);
  });

  it('cannot belong to an arrival after them: that one was given twice', () => {
    expect(momentsOf(history(arrivals(5, 35, 65), deliveries(8, 9, 68))).slice(0, 3)).toEqual([
      [0, 5, 8, 2],
      [1, 35, 68, 1],
      [4, 65, null, 0],
    ]);
  });

  it('that are too many count for the last that was given', () => {
    expect(momentsOf(history(arrivals(5, 35), deliveries(8, 38, 39))).slice(0, 2)).toEqual([
      [0, 5, 8, 1],
      [1, 35, 38, 2],
    ]);
  });

  it('belong to its sendings in turn where no arrival is on record', () => {
    expect(momentsOf(history([], deliveries(8, 9, 68, 69)))).toEqual([
      [0, null, 8, 2],
      [1, null, 68, 1],
      [2, null, null, 0],
      [3, null, null, 0],
      [4, null, 69, 1],
    ]);
  });
});

describe('equal Alerts that nobody planned', () => {
  it('are matched the same way', () => {
    const parts = { counter: 9 };
    const run = history(
      [arrival({ ...parts, ...discard }), arrival({ ...parts, timeUs: 6 }), arrival({ ...parts, timeUs: 7 })],
      [delivery(parts), delivery({ ...parts, timeUs: 9 })],
    );
    expect(momentsOf(run).slice(0, 3)).toEqual([
      [null, 5, null, 0],
      [null, 6, 8, 1],
      [null, 7, 9, 1],
    ]);
  });
});

describe('the checks of a run in which Alerts are sent again', () => {
  const received = [
    ...arrivals(5, 35),
    arrival({ timeUs: 45, counter: 2 }),
    arrival({ timeUs: 55, device: 1 }),
    arrival({ timeUs: 65 }),
  ];
  const given = [
    ...deliveries(8, 38),
    delivery({ counter: 2, timeUs: 46 }),
    delivery({ deviceId: B, timeUs: 56 }),
  ];
  /** The payloads of a plan made by hand differ by row, those of Alerts sent again do not. */
  const samePayloads = (run: ReturnType<typeof merged>) => ({
    ...run.history,
    payloadCrc: run.history.payloadCrc.map((crc) => (Number.isNaN(crc) ? crc : 1)),
    deliveredCrc: run.history.deliveredCrc.map((crc) => (Number.isNaN(crc) ? crc : 1)),
  });
  const conservation = (...parts: Parameters<typeof history>) =>
    foundBy(CONSERVATION, samePayloads(history(...parts)));

  it('take no intended copy for a breach', () => {
    expect(conservation(received, [...given, delivery({ timeUs: 68 })])).toMatchObject({
      verdict: 'pass',
      measured: '5 received = 5 delivered + 0 discarded + 0 missing',
    });
  });

  it('take no copy that was discarded for one that was lost', () => {
    const last = received.length - 1;
    const discarded = received.map((entry, at) => (at === last ? { ...entry, ...discard } : entry));
    expect(conservation(discarded, given)).toMatchObject({
      verdict: 'pass',
      measured: '5 received = 4 delivered + 1 discarded + 0 missing',
    });
  });

  it.each([
    ['at once', [8, 9, 38, 68]],
    ['before the next came', [8, 34, 38, 68]],
    ['at the end', [8, 38, 68, 69]],
  ])('convict a broker that delivers one arrival twice, %s', (_, times) => {
    const others = given.filter(({ counter, deviceId }) => counter === 2 || deviceId === B);
    expect(conservation(received, [...deliveries(...times), ...others])).toMatchObject({
      verdict: 'fail',
      reason: 'an Alert was given to the User more than once',
    });
  });

  it('convict a broker that delivers one arrival twice and its copy never', () => {
    const finding = conservation(received.slice(0, 4), [
      delivery({ timeUs: 9 }),
      ...given.filter((_, at) => at !== 1),
    ]);
    expect(finding.measured).toContain('1 missing, and 1 given besides');
    expect(finding.verdict).toBe('fail');
  });

  it('count what MQTT delivered again apart from what was sent again', () => {
    const run = history([...received.slice(0, 1), arrival({ timeUs: 6 }), ...received.slice(1)], []);
    const { measured } = foundBy(PACING_CHECK, {
      ...run.history,
      header: { ...run.history.header, receivedByQos: [0, 6, 0] },
    });
    expect(measured).toContain('5 planned, 5 sent, 6 received, 1 of them redelivered');
  });
});
