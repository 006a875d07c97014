// One MQTT connection per Communications Hub, over real sockets: as many connections as hubs, every Device's Alerts
// received under its own name, and in the order in which the hub sent them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecord } from '../../src/record/read-record.ts';
import type { RunOutcome } from '../../src/run/run-options.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { ThrottleFactory } from '../../src/throttle/throttle.ts';
import { type Workplace, workplace } from './small-storm.ts';

const HUBS = 4;
const DEVICES_PER_HUB = 5;

/** The sockets this thread holds; those of the meters are on threads of their own. */
const sockets = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length;

describe('with `connection: hub`', () => {
  let place: Workplace;
  let outcome: RunOutcome;
  let most = 0;
  const before = sockets();

  beforeAll(async () => {
    place = await workplace((text) =>
      text
        .replace(
          /^population: .*$/m,
          'population: { hubs: 4, devices: { ESME: 3, GSME: 2 }, connection: hub }',
        )
        .replace(
          /^streams:$/m,
          'streams:\n  - { name: gas, devices: { type: GSME }, alert: "81C3", arrival: { burst: { count: 3, every: 400ms } } }',
        ),
    );
    const onEvent = (): void => {
      most = Math.max(most, sockets() - before);
    };
    // Made by a function, the throttle and so the broker stay on this thread, where their sockets can be counted.
    const throttle: ThrottleFactory = (profile, clock) => createThrottle(profile, clock);
    const options = { scenario: place.scenario, out: place.record('run'), workers: 3, throttle };
    outcome = await runScenario({ ...options, onEvent });
  });

  afterAll(() => place.remove());

  it('passes, with every Alert received and none refused', () => {
    expect(outcome.run.verdict).toBe('pass');
    expect(outcome.run.plan.devices).toBe(HUBS * DEVICES_PER_HUB);
    expect(outcome.run.totals.received).toBe(outcome.run.totals.planned);
    expect(outcome.run.refused).toEqual({});
  });

  it('opens one connection per hub, not per Device', () => {
    const users = 2;
    // The broker's end of each hub's connection, and both ends of each User's.
    expect(most).toBe(HUBS + 2 * users);
  });

  it("keeps the order of a hub's Alerts, across its Devices", async () => {
    const { history } = await readRecord(outcome.directory);
    const devices = history.deviceIds;
    const hubOf = (row: number): number => {
      const [type = 0, serial = 0] = [3, 7].map((octet) =>
        Number.parseInt(devices[history.device[row]!]!.split('-')[octet]!, 16),
      );
      return Math.floor((serial - 1) / (type === 1 ? 3 : 2));
    };
    for (let hub = 0; hub < HUBS; hub++) {
      const rows = [...history.receivedUs.keys()].filter((row) => hubOf(row) === hub);
      const sent = rows.map((row) => history.sentUs[row]!);
      expect(new Set(rows.map((row) => history.device[row])).size).toBe(DEVICES_PER_HUB);
      expect(sent.toSorted((a, b) => a - b)).toEqual(sent);
    }
  });
});
