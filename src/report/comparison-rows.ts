// Changed decisions and changed metadata in, lines, keys and one example out. The example shows both rows of
// the first Alert that changed, so that a reader can look it up in either history.

import type { ChangedRow, DecisionChanges, Judgement, MetadataChanges } from '../compare/comparison.ts';
import { formatMoment } from '../domain/duration.ts';
import { plainText } from './plain-text.ts';
import { countOf, countText } from './quantity.ts';

/** Headings over the two rows of an example. */
export const EXAMPLE_COLUMNS = ['First', 'Received', 'Outcome', 'Reason', 'Metadata'] as const;

/** Headings over keys. */
export const KEY_COLUMNS = ['Device', 'Code', 'Discarded now', 'Delivered now'] as const;

/** What is said of one kind of row. */
export interface RowSection {
  readonly label: string;
  readonly judgement: Judgement;
  readonly lines: readonly string[];
  readonly keys: readonly (readonly string[])[];
  /** Which Alert the example is about; empty when there is none. */
  readonly exampleOf: string;
  readonly example: readonly (readonly string[])[];
}

/** Decisions in words. */
export function decisionSection(changes: DecisionChanges): RowSection {
  const { compared, changed, discardedNow, deliveredNow, keyCount, keys } = changes;
  const { arrivedOnlyInBaseline, arrivedOnlyInRun } = changes;
  const unmatched = arrivedOnlyInBaseline + arrivedOnlyInRun;
  const named = keyCount > keys.length ? `; the ${keys.length} with the most changes are` : '';
  return {
    label: 'Decisions',
    judgement: changes.judgement,
    lines: [
      changed === 0
        ? `all ${countOf(compared, 'decision')} are the same`
        : `${countText(changed)} of ${countOf(compared, 'decision')} changed: ` +
          `${countText(discardedNow)} discarded now, ${countText(deliveredNow)} delivered now ` +
          `(${discardsText(discardedNow - deliveredNow)})`,
      ...(changed === 0 ? [] : [`in ${countOf(keyCount, 'key')}${named}`]),
      ...allowedLine(changes),
      ...causeLine(changes, 'decides'),
      ...(unmatched === 0
        ? []
        : [
            `${countText(arrivedOnlyInBaseline)} arrived in the baseline only, ` +
              `${countText(arrivedOnlyInRun)} in the run only; they are not compared`,
          ]),
    ],
    keys: keys.map(({ device, code, ...counts }) => [
      plainText(device),
      plainText(code),
      countText(counts.discardedNow),
      countText(counts.deliveredNow),
    ]),
    exampleOf: alertName(changes.example),
    example: exampleRows(changes.example),
  };
}

/** Metadata in words. */
export function metadataSection(changes: MetadataChanges): RowSection {
  const { compared, changed, presence, counts, sequenceIds, renumbered } = changes;
  return {
    label: 'Metadata',
    judgement: changes.judgement,
    lines: [
      changed === 0
        ? `all ${countOf(compared, 'Alert')} with metadata carry the same`
        : `${countText(changed)} of ${countOf(compared, 'Alert')} with metadata changed: ` +
          `${countText(presence)} with it in one run only, ${countOf(counts, 'count')}, ` +
          `${countOf(sequenceIds, 'sequence id')}`,
      ...allowedLine(changes),
      ...causeLine(changes, 'counts'),
      ...(renumbered === 0
        ? []
        : [
            `${countOf(renumbered, 'sequence id')} other numbers for the same episodes: ` +
              'keys began to storm in another order, which is no change',
          ]),
    ],
    keys: [],
    exampleOf: alertName(changes.example),
    example: exampleRows(changes.example),
  };
}

function discardsText(more: number): string {
  if (more === 0) return 'as many discards';
  return `${countOf(Math.abs(more), 'discard')} ${more > 0 ? 'more' : 'fewer'}`;
}

function allowedLine({ changed, allowed }: DecisionChanges | MetadataChanges): string[] {
  return changed === 0 || allowed === null || allowed === 'none' ? [] : [`allowed: ${allowed}`];
}

function causeLine({ cause }: DecisionChanges | MetadataChanges, does: string): string[] {
  if (cause !== 'arrival-times') return [];
  return [
    `both runs hold to the same profile in every row, so this comes from when Alerts arrived, ` +
      `not from how the throttle ${does}`,
  ];
}

function alertName(example: ChangedRow | null): string {
  if (example === null) return '';
  const { device, code, counter, stream, planned } = example.run;
  const due = planned === null ? '' : `, planned at ${formatMoment(planned)}`;
  return plainText(
    `Device ${device}, Alert ${code}, counter ${counter}, stream ${stream ?? 'unknown'}${due}`,
  );
}

function exampleRows(example: ChangedRow | null): string[][] {
  if (example === null) return [];
  return [
    ['baseline', ...entryCells(example.baseline)],
    ['run', ...entryCells(example.run)],
  ];
}

function entryCells(entry: ChangedRow['run']): string[] {
  return [
    entry.received === null ? 'not received' : formatMoment(entry.received),
    entry.outcome ?? 'none',
    plainText(entry.reason ?? '–'),
    entry.seq === null && entry.count === null ? '–' : `id ${entry.seq ?? '–'}, count ${entry.count ?? '–'}`,
  ];
}
