// One line of the catalogue's table in, one entry out, checked word by word. What is unknown becomes null and
// stays null: nobody after this file has to know how a `?` was written.

import { CATALOGUE_NOTES } from './alert-catalogue-data.ts';
import { parseAlertCode } from './alert-code.ts';
import { DEVICE_TYPES, type DeviceType } from './device.ts';
import { StormError } from './failure.ts';
import type { UserRole } from './user.ts';

/** Who an Alert may be addressed to; the WAN provider is no User of a simulated storm. */
export type AlertRecipient = UserRole | 'WANProvider';

/** What is publicly known of one Alert Code. Null is not known. */
export interface CatalogueEntry {
  readonly code: number;
  readonly name: string;
  /** Types known to send it; others may. */
  readonly deviceTypes: readonly DeviceType[] | null;
  /** Whether a source names the types, or only the Alert's name suggests them. */
  readonly deviceTypesBasis: 'documented' | 'inferred' | null;
  /** True: it carries the Device's signature. False: it carries a MAC only. */
  readonly critical: boolean | null;
  /** False: it is only written to the Device's log. */
  readonly sentOverWan: boolean | null;
  /** Whether Service Request 6.22 can switch it on and off. */
  readonly configurable: boolean;
  /** Every party that a source names; a Device addresses each Alert to one. */
  readonly recipients: readonly AlertRecipient[] | null;
  readonly note: string | null;
}

const ROW = /^(\S{4}) +([A-Z,]*)(\??) +(yes|no|\?) +(wan|log|\?) +(yes|no) +([SNDW]+|\?) +(\S.*)$/;

const RECIPIENTS: Readonly<Record<string, AlertRecipient>> = {
  S: 'Supplier',
  N: 'NetworkOperator',
  D: 'DCC',
  W: 'WANProvider',
};

/**
 * Reads a line of the table.
 * @throws StormError `bug` when it is none.
 */
export function readCatalogueRow(line: string): CatalogueEntry {
  const [, codeText = '', types = '', inferred, critical, sent, configurable, to = '', name = ''] =
    ROW.exec(line) ?? [];
  const code = parseAlertCode(codeText);
  const deviceTypes = deviceTypesOf(types);
  if (code === undefined || deviceTypes === undefined) {
    throw new StormError('bug', { cause: `no line of the Alert catalogue: ${line}` });
  }
  return {
    code,
    name,
    deviceTypes,
    deviceTypesBasis: deviceTypes === null ? null : inferred === '?' ? 'inferred' : 'documented',
    critical: critical === '?' ? null : critical === 'yes',
    sentOverWan: sent === '?' ? null : sent === 'wan',
    configurable: configurable === 'yes',
    recipients: to === '?' ? null : [...to].map((letter) => RECIPIENTS[letter]!),
    note: CATALOGUE_NOTES[codeText] ?? null,
  };
}

/** Null when none is known, undefined when one of the words is no Device type. */
function deviceTypesOf(text: string): readonly DeviceType[] | null | undefined {
  if (text === '') return null;
  const words = text.split(',');
  return words.every(isDeviceType) ? words : undefined;
}

function isDeviceType(word: string): word is DeviceType {
  return (DEVICE_TYPES as readonly string[]).includes(word);
}
