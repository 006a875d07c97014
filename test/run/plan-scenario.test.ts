// What a dry run says of Alerts that are sent again and of wrong clocks: counted from the plan itself.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { planScenario } from '../../src/run/plan-scenario.ts';
import { type Workplace, workplace } from '../acceptance/small-storm.ts';

let place: Workplace | undefined;
beforeEach(() => {
  place = undefined;
});
afterEach(() => place?.remove());

const STORM = 'arrival: { every: 50ms }, until: 1s }';

const planned = async (storm: string, more: (text: string) => string = (text) => text) => {
  place = await workplace((text) =>
    more(text.replace(STORM, `arrival: { every: 50ms }, until: 1s${storm} }`)),
  );
  return planScenario({ scenario: place.scenario });
};

it('counts the sendings of each stream, and how many of them are not the first', async () => {
  const { streams, alerts } = await planned(', resend: { after: 30ms, times: 2 }');
  expect(streams.map(({ name, alerts: rows, resent }) => [name, rows, resent])).toEqual([
    ['background', 21, 0],
    // Of the last of the 20 only one further sending falls before the end.
    ['storm', 59, 39],
    ['network', 21, 0],
    ['after', 1, 0],
  ]);
  expect(alerts).toBe(21 + 59 + 21 + 1);
});

it('knows no wrong clocks where there are none, with Alerts that are sent again or without', async () => {
  expect((await planned('')).wrongClocks).toBeNull();
  await place!.remove();
  expect((await planned(', resend: { after: 30ms }')).wrongClocks).toBeNull();
});

it('says how many clocks are wrong and how far, either way', async () => {
  const clock = ', clock: { behind: 1s, gains: 1ms, per: 10ms }, resend: { after: 30ms }';
  expect((await planned(clock)).wrongClocks).toEqual({ devices: 1, behindUs: 1_000_000, aheadUs: 0 });
  await place!.remove();
  const others = (text: string) =>
    text.replace('arrival: once, jitter: 1s }', 'arrival: once, clock: { ahead: 7s } }');
  const both = await planned(', clock: { ahead: 7s }', others);
  expect(both.wrongClocks).toEqual({ devices: 21, behindUs: 0, aheadUs: 7_000_000 });
});
