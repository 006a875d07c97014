// The pacer on a real clock: everything once and in order, and nothing after a stop. No moment is asserted.

import { describe, expect, it } from 'vitest';
import { type Clock, monotonicNs, ScenarioClock } from '../../src/domain/clock.ts';
import { EmissionSchedule } from '../../src/simulator/emission-schedule.ts';
import { pace } from '../../src/simulator/pacer.ts';
import { shardOf } from './shard-of.ts';

const TIME_SCALE = 10;

const everyTenth = (count: number): number[] => Array.from({ length: count }, (_, n) => n * 10_000);

const startedNow = (): Clock => new ScenarioClock(monotonicNs(), TIME_SCALE);

describe('a pacer', () => {
  it('hands out every row exactly once, in order per source, never before its moment', async () => {
    const shard = shardOf([everyTenth(40), everyTenth(20), Array<number>(500).fill(100_000)]);
    const schedule = new EmissionSchedule(shard, TIME_SCALE, 100);
    const clock = startedNow();
    const rows: number[] = [];
    const early: number[] = [];
    const { finished } = pace(schedule, clock, TIME_SCALE, (row) => {
      rows.push(row);
      if (clock.nowUs() < shard.plannedUs[row]!) early.push(row);
    });
    await finished;
    expect(rows.toSorted((a, b) => a - b)).toEqual([...shard.plannedUs.keys()]);
    for (const device of shard.deviceIds.keys()) {
      const own = rows.filter((row) => shard.device[row] === device);
      expect(own.toSorted((a, b) => a - b)).toEqual(own);
    }
    expect(early).toEqual([]);
    expect(schedule.remaining).toBe(0);
  });

  it('hands out nothing in the turn it is started in', async () => {
    const rows: number[] = [];
    const schedule = new EmissionSchedule(shardOf([[0]]), TIME_SCALE, 100);
    const { finished } = pace(schedule, startedNow(), TIME_SCALE, (row) => rows.push(row));
    expect(rows).toEqual([]);
    await finished;
    expect(rows).toEqual([0]);
  });

  it('is finished at once when there is nothing to send', async () => {
    const schedule = new EmissionSchedule(shardOf([[]]), TIME_SCALE, 100);
    await expect(
      pace(schedule, startedNow(), TIME_SCALE, () => expect.unreachable('a row')).finished,
    ).resolves.toBeUndefined();
  });

  it('lets others have their turn in the midst of a burst', async () => {
    const schedule = new EmissionSchedule(shardOf([Array<number>(1_000).fill(0)]), TIME_SCALE, 100);
    let sent = 0;
    const sentAtTurns: number[] = [];
    const turn = (): void => {
      sentAtTurns.push(sent);
      if (sent < 1_000) setImmediate(turn);
    };
    const { finished } = pace(schedule, startedNow(), TIME_SCALE, () => sent++);
    setImmediate(turn);
    await finished;
    expect(sentAtTurns.filter((seen) => seen > 0 && seen < 1_000).length).toBeGreaterThan(0);
  });

  it('stops while it waits: finished, though an hour is left', async () => {
    const schedule = new EmissionSchedule(shardOf([[0, 3_600_000_000]]), 1, 100);
    const rows: number[] = [];
    const pacing = pace(schedule, startedNow(), 1, (row) => {
      rows.push(row);
      setImmediate(pacing.stop);
    });
    await pacing.finished;
    expect([rows, schedule.remaining]).toEqual([[0], 1]);
  });

  it('hands out nothing more when it is stopped in the midst of a burst', async () => {
    const schedule = new EmissionSchedule(shardOf([Array<number>(1_000).fill(0)]), TIME_SCALE, 100);
    const rows: number[] = [];
    const pacing = pace(schedule, startedNow(), TIME_SCALE, (row) => {
      rows.push(row);
      if (rows.length === 3) pacing.stop();
    });
    await pacing.finished;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rows).toEqual([0, 1, 2]);
  });

  it('hands out nothing when it is stopped before its first turn', async () => {
    const schedule = new EmissionSchedule(shardOf([[0, 0]]), TIME_SCALE, 100);
    const pacing = pace(schedule, startedNow(), TIME_SCALE, () => expect.unreachable('a row'));
    pacing.stop();
    pacing.stop();
    await pacing.finished;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(schedule.remaining).toBe(2);
  });
});
