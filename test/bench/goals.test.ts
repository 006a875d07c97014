// Goals are read off what a benchmark told: the right contender, the right way round, and nothing where nothing was told.

import { describe, expect, it } from 'vitest';
import { BENCHMARKS } from '../../bench/catalogue.ts';
import { GOALS, readGoals } from '../../bench/goals.ts';

const read = (bench: string, ...told: Parameters<typeof readGoals>[1]) =>
  readGoals(bench, told).map(({ goal, measured, met }) => [goal.id, measured?.median ?? null, met]);

describe('goals', () => {
  it('are all measured by a benchmark that there is', () => {
    const benches = new Set(BENCHMARKS.map(({ name }) => name));
    expect(GOALS.filter(({ bench }) => !benches.has(bench))).toEqual([]);
  });

  it('cover G1 to G12', () => {
    const numbers = new Set(GOALS.map(({ id }) => Number(id.split(' ')[0]!.slice(1))));
    expect([...numbers].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('read a time beside its floor where it is told, and are not measured where it is not', () => {
    const contenders = [
      { name: 'floor: random accesses side by side', figures: [10, 8, 16] },
      { name: 'floor: the loop alone', figures: [5, 4, 8] },
      { name: 'sliding > 10, Device by number', figures: [150, 100, 280] },
    ];
    const title = 'throttle decision, 1,000,000 keys, one throttle, sliding';
    expect(read('decision', { title, unit: 'ns', contenders })).toEqual([
      ['G9 time, tumbling', null, null],
      ['G9 time, sliding', 30, true],
      ['G9 accesses, tumbling', null, null],
      ['G9 accesses, sliding', 15, true],
    ]);
    expect(read('decision')).toEqual([
      ['G9 time, tumbling', null, null],
      ['G9 time, sliding', null, null],
      ['G9 accesses, tumbling', null, null],
      ['G9 accesses, sliding', null, null],
    ]);
  });

  it('take the cost of judging as the throughput of the same CPU, round by round', () => {
    const contenders = [
      { name: 'ledgers and checks off', figures: [80, 200, 80] },
      { name: 'verified: ledgers on, merged and judged', figures: [100, 250, 100] },
    ];
    const told = { title: 'CPU per Alert, 8,000 Alerts/s', unit: 'µs', contenders };
    expect(read('judging-cost', told)).toEqual([['G8', 0.8, false]]);
  });

  it('read the client that is meant, of comparisons that are called alike', () => {
    const of = (client: string, figure: number) => ({
      title: `saturation, 9,500 meters, every Alert verified, ${client} client`,
      unit: 'Alerts/s',
      contenders: [
        { name: 'floor: bare source to bare sink', figures: [50_000] },
        { name: `${client} client`, figures: [figure] },
      ],
    });
    expect(read('saturation', of('mqtt.js', 15_000), of('fast', 40_000))).toEqual([['G4', 0.8, true]]);
  });

  it('compare a peer with a peer, not with the floor', () => {
    const contenders = [
      { name: 'floor: bare source of prepared Alerts', figures: [200] },
      { name: 'stormproof, fast client', figures: [90] },
      { name: 'nanomq_cli bench', figures: [60] },
    ];
    const told = { title: 'generators against a bare sink', unit: 'messages/s', contenders };
    expect(read('peers', told)).toEqual([
      ['G5', 1.5, true],
      ['G6', null, null],
    ]);
  });
});
