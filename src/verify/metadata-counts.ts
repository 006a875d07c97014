// The counts that Alerts of one key carry under one sequence id, and whether either reading fits them:
// cumulative (they never fall, and the last is at most what was lost, the marked Alerts themselves included)
// or delta (their sum is). What a count includes is not known (U7), so the bound allows for either.

import type { History } from '../ledger/history.ts';
import { isUndecided, wasLost } from './delivered.ts';

/** The marked Alerts of one key and sequence id, in arrival order. */
export interface CountGroup {
  readonly rows: readonly number[];
  /** Alerts of the key lost before the last of them; on which nothing was decided may be among them. */
  readonly lost: number;
}

/** Rows that refute both readings: one that is too large or two that fall, and those that sum to too much. */
export interface Refutation {
  readonly ofAll: readonly number[];
  readonly ofSum: readonly number[];
}

/** Groups a key's Alerts that carry both fields by their sequence ids. */
export function countGroups(history: History, rows: Uint32Array): CountGroup[] {
  const groups = new Map<number, { rows: number[]; lost: number }>();
  let lost = 0;
  for (const row of rows) {
    if (wasLost(history, row) || isUndecided(history, row)) lost++;
    const id = history.sequenceId[row]!;
    if (Number.isNaN(id) || Number.isNaN(history.count[row]!)) continue;
    const group = groups.get(id) ?? { rows: [], lost };
    group.rows.push(row);
    group.lost = lost;
    groups.set(id, group);
  }
  return [...groups.values()];
}

/** What refutes both readings of a group, in as few rows as will do; null when one of them fits. */
export function unreadable(history: History, group: CountGroup): Refutation | null {
  const { rows } = group;
  const limit = group.lost + rows.length;
  const count = (row: number): number => history.count[row]!;
  const last = rows.at(-1)!;
  if (count(last) > limit) return { ofAll: [last], ofSum: [last] };
  const fallsAt = rows.findIndex((row, i) => i > 0 && count(row) < count(rows[i - 1]!));
  if (fallsAt < 0 || rows.reduce((sum, row) => sum + count(row), 0) <= limit) return null;
  const falling = [rows[fallsAt - 1]!, rows[fallsAt]!];
  return { ofAll: falling, ofSum: sumBeyond(history, group, falling, limit) };
}

/** The two that fall are shown anyway, so they are added first, then the largest of the others. */
function sumBeyond(history: History, { rows }: CountGroup, falling: number[], limit: number): number[] {
  const others = rows.filter((row) => !falling.includes(row));
  others.sort((one, other) => history.count[other]! - history.count[one]! || one - other);
  const added: number[] = [];
  let sum = 0;
  for (const row of [...falling, ...others]) {
    if (sum > limit) break;
    added.push(row);
    sum += history.count[row]!;
  }
  return added.sort((one, other) => one - other);
}
