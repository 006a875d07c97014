// Words in, the Alerts of the catalogue that fit all of them out, for people and for programs.
// What is not known is shown as not known, and an Alert that is not in the catalogue is no mistake.

import type { CatalogueEntry } from '../domain/alert-catalogue-row.ts';
import { formatAlertCode, parseAlertCode } from '../domain/alert-code.ts';
import { plainText } from '../report/plain-text.ts';
import { countOf } from '../report/quantity.ts';
import type { FoundList } from './scenario-list.ts';
import type { Session } from './session.ts';
import type { Terminal } from './terminal.ts';
import { tableLines } from './terminal-table.ts';
import { wrapText } from './text-width.ts';

const UNKNOWN = '?';
const LEGEND =
  '? is not known; ESME? is inferred from the name. Critical Alerts are signed. Any other code runs just as well.';

/** Searches the catalogue by code, name, Device type and recipient. */
export async function alertList(words: readonly string[], { operations, out }: Session): Promise<FoundList> {
  const entries = await operations.searchAlerts(words.join(' '));
  return {
    document: entries.map((entry) => ({ ...entry, code: formatAlertCode(entry.code) })),
    text: () => (entries.length === 0 ? nothingText(words, out) : tableText(entries, out)),
  };
}

function nothingText(words: readonly string[], out: Terminal): string {
  const query = plainText(words.join(' '));
  const text =
    parseAlertCode(query) === undefined
      ? `No Alert of the catalogue fits: ${query}`
      : `${query} is not in the catalogue. It runs just as well: any code is simulated, throttled and judged.`;
  return `${wrapText(text, out.columns()).join('\n')}\n`;
}

function tableText(entries: readonly CatalogueEntry[], out: Terminal): string {
  const rows = entries.map((entry) => [
    { text: formatAlertCode(entry.code), paint: out.colours.bold },
    { text: entry.name },
    { text: typesText(entry) },
    { text: entry.critical === null ? UNKNOWN : entry.critical ? 'yes' : 'no' },
    { text: recipientsText(entry) },
  ]);
  const columns = [
    { head: 'Code' },
    { head: 'Alert', gives: true },
    { head: 'Devices' },
    { head: 'Critical' },
    { head: 'Recipients' },
  ];
  const notes = entries.flatMap(({ code, note }) =>
    note === null ? [] : [`${formatAlertCode(code)}: ${note}`],
  );
  const below = [...notes, `${countOf(entries.length, 'Alert')}. ${LEGEND}`];
  const lines = [
    ...tableLines(columns, rows, out.columns(), out.colours),
    '',
    ...below.flatMap((text) => wrapText(text, out.columns())).map(out.colours.dim),
  ];
  return `${lines.join('\n')}\n`;
}

function typesText({ deviceTypes, deviceTypesBasis }: CatalogueEntry): string {
  return deviceTypes === null
    ? UNKNOWN
    : `${deviceTypes.join(', ')}${deviceTypesBasis === 'inferred' ? '?' : ''}`;
}

function recipientsText({ recipients, sentOverWan }: CatalogueEntry): string {
  if (recipients !== null) return recipients.join('\n');
  return sentOverWan === false ? 'log only' : UNKNOWN;
}
