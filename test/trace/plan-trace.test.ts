// The plan of a trace: its own Devices, times and counters, and nothing that it does not say.

import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/plan/fingerprint.ts';
import { splitPlan } from '../../src/plan/shard.ts';
import { endOfTrace, planTrace } from '../../src/trace/plan-trace.ts';
import { METER, traceOf } from './trace-in.ts';

const SIMULATED = '02-53-50-02-00-00-00-07';
const WHOLE = { shiftUs: 0, durationUs: Number.POSITIVE_INFINITY };
const text = `time,device,code,counter,recipient
0,${METER},81C3,9,
1,${SIMULATED},8F0A,,DCC
1.5,${METER},8F0A,8,DCC
3,${METER},81C3,9,
`;
const trace = await traceOf(text);

describe('a planned trace', () => {
  const plan = planTrace(trace, WHOLE);

  it('has the Devices of the trace: each a connection of its own, of a type where its ID says one', () => {
    expect(plan.devices).toEqual([
      { index: 0, id: METER, type: null, hub: null },
      { index: 1, id: SIMULATED, type: 'GSME', hub: null },
    ]);
    expect(splitPlan(plan, 1, 'hub')[0]!.clientIds).toEqual([METER, SIMULATED]);
  });

  it('has one stream for each Alert Code and User, all of one name', () => {
    expect(plan.streams).toEqual([
      { name: 'trace', alertCode: 0x81c3, recipient: 'Supplier' },
      { name: 'trace', alertCode: 0x8f0a, recipient: 'DCC' },
    ]);
    expect([...plan.stream]).toEqual([0, 1, 1, 0]);
    expect(splitPlan(plan, 1)[0]!.streams.map(({ source }) => source)).toEqual([0, 0]);
  });

  it('has its times and counters, an Alert that is sent again among them', () => {
    expect([...plan.plannedUs]).toEqual([0, 1_000_000, 1_500_000, 3_000_000]);
    expect([...plan.counter]).toEqual([9, 1, 8, 9]);
  });

  it('has the time of its first sending in an Alert that is sent again, and else its own moment', async () => {
    expect([...plan.timestampUs]).toEqual([0, 1_000_000, 1_500_000, 0]);
    const shifted = planTrace(trace, { ...WHOLE, shiftUs: 5 });
    expect([...shifted.timestampUs]).toEqual([5, 1_000_005, 1_500_005, 5]);
    const once = planTrace(await traceOf(text.replace(/^3,.*\n/m, '')), WHOLE);
    expect(once.timestampUs).toBe(once.plannedUs);
  });

  it('has the times inside that a history says, be they before its start', async () => {
    const header = { history: 1, timeScale: 1, planned: 1, streams: [], receivedByQos: [0, 0, 0] };
    const row = { device: METER, code: '81C3', counter: 1, received: 900 };
    const lines = [header, { ...row, timestamp: -7 }, { ...row, counter: 2, received: 950 }];
    const history = await traceOf(lines.map((line) => JSON.stringify(line)).join('\n'));
    const replayed = planTrace(history, { ...WHOLE, shiftUs: 1_000 });
    expect([...replayed.plannedUs]).toEqual([1_900, 1_950]);
    expect([...replayed.timestampUs]).toEqual([993, 1_950]);
  });

  it('may come later, and may be cut: what is due at the end is not sent', () => {
    const shifted = planTrace(trace, { shiftUs: 60_000_000, durationUs: 63_000_000 });
    expect([...shifted.plannedUs]).toEqual([60_000_000, 61_000_000, 61_500_000]);
    expect(shifted.length).toBe(3);
    expect(planTrace(trace, { shiftUs: 60_000_000, durationUs: 63_000_001 }).length).toBe(4);
    expect(() => planTrace(trace, { shiftUs: 0, durationUs: 0 })).toThrow(
      expect.objectContaining({ kind: 'plan-empty' }),
    );
  });

  it('ends with the first whole second after its last Alert', () => {
    expect(endOfTrace(trace, 0)).toBe(4_000_000);
    expect(endOfTrace(trace, 999_999)).toBe(4_000_000);
    expect(endOfTrace(trace, 1_000_000)).toBe(5_000_000);
  });

  it.each([
    ['a time', '1.5,', '1.500001,'],
    ['a Device', `1,${SIMULATED}`, `1,${METER}`],
    ['a code', '8F0A,8', '8F0B,8'],
    ['a counter', '8F0A,8', `8F0A,${Number.MAX_SAFE_INTEGER}`],
    ['a User', '8,DCC', '8,Supplier'],
  ])('has another fingerprint when %s is another', async (_, from, to) => {
    const other = await traceOf(text.replace(from, to));
    expect(fingerprint(planTrace(other, WHOLE))).not.toBe(fingerprint(plan));
  });

  it('has the same fingerprint when the same Alerts come in another format, or at other absolute times', async () => {
    const rows = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const ndjson = rows.map(([time, device, code, counter, recipient]) =>
      JSON.stringify({ time: 1_767_607_200 + Number(time), device, code, counter, recipient }),
    );
    expect(fingerprint(planTrace(await traceOf(ndjson.join('\n')), WHOLE))).toBe(fingerprint(plan));
  });
});
