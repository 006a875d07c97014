// The ledger entries that convict go in, the columns of the table a person reads come out. The time that an Alert
// carries is shown where it is not the moment at which it was received, for then sentences speak of either.

import { formatMoment } from '../domain/duration.ts';
import type { RunDocument } from '../record/run-document.ts';
import { plainText } from './plain-text.ts';

type Entry = NonNullable<RunDocument['checks'][number]['witness']>['entries'][number];

/** One column of a witness. */
export interface WitnessColumn {
  readonly head: string;
  readonly numeric: boolean;
  readonly text: (entry: Entry) => string;
}

const COLUMNS: readonly WitnessColumn[] = [
  { head: 'Device', numeric: false, text: ({ device }) => plainText(device) },
  { head: 'Code', numeric: false, text: ({ code }) => plainText(code) },
  { head: 'Counter', numeric: true, text: ({ counter }) => String(counter) },
  { head: 'Received', numeric: true, text: receivedText },
  { head: 'Own time', numeric: true, text: ownTimeText },
  { head: 'Outcome', numeric: false, text: ({ outcome }) => outcome ?? 'none' },
  { head: 'Reason', numeric: false, text: ({ reason }) => plainText(reason ?? '–') },
];

/** The columns that these entries need. */
export function witnessColumns(entries: readonly Entry[]): readonly WitnessColumn[] {
  const tellsTime = entries.some(
    ({ timestamp, received }) => timestamp !== undefined && timestamp !== received,
  );
  return COLUMNS.filter(({ text }) => tellsTime || text !== ownTimeText);
}

function ownTimeText({ timestamp }: Entry): string {
  return timestamp === undefined ? '–' : formatMoment(timestamp);
}

/** From outside nobody sees an Alert arrive; its acknowledgement or its delivery shows that it did. */
function receivedText({ received, acknowledged, delivered }: Entry): string {
  if (received !== null) return formatMoment(received);
  return acknowledged !== undefined || delivered !== null ? 'not seen' : 'not received';
}
