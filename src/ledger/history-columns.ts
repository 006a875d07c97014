// The columns a history is made of, and how each is made: one list for whoever fills them row by row and whoever fills
// them column by column. Holds nothing.

import { type ColumnMakers, float64, int16, uint8, uint16, uint32 } from '../columns/growing-columns.ts';
import type { History } from './history.ts';

/** What a {@link History} has of every row. */
export type HistoryColumns = Required<
  Omit<History, 'header' | 'length' | 'deviceIds' | 'reasons' | 'faults'>
>;

/** How to make each of these columns. */
export const HISTORY_COLUMNS: ColumnMakers<HistoryColumns> = {
  id: float64,
  device: uint32,
  code: uint16,
  counter: float64,
  stream: int16,
  plannedUs: float64,
  sentUs: float64,
  timestampUs: float64,
  acknowledgedUs: float64,
  receivedUs: float64,
  outcome: uint8,
  reason: int16,
  deliveredUs: float64,
  copies: uint32,
  sequenceId: float64,
  count: float64,
  payloadCrc: float64,
  deliveredCrc: float64,
  gate: uint8,
};
