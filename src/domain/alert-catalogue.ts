// The Alert catalogue: a code or a few words in, what is publicly known of the Alerts out. It informs people and
// decides nothing: a code that is not in it is simulated, throttled and judged like any other.

import { CATALOGUE_ROWS } from './alert-catalogue-data.ts';
import { type CatalogueEntry, readCatalogueRow } from './alert-catalogue-row.ts';
import { formatAlertCode } from './alert-code.ts';

const ENTRIES: readonly CatalogueEntry[] = CATALOGUE_ROWS.trim().split('\n').map(readCatalogueRow);

const BY_CODE = new Map(ENTRIES.map((entry) => [entry.code, entry]));

/** What is known of a code; undefined for one that no list holds. */
export function alertByCode(code: number): CatalogueEntry | undefined {
  return BY_CODE.get(code);
}

/**
 * The Alerts that every word of the query fits, by code: a code or how it begins, part of the name, a Device type,
 * or part of a recipient; letter case aside. No words, all Alerts.
 */
export function searchAlerts(query = ''): readonly CatalogueEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return ENTRIES.filter((entry) => words.every((word) => fits(entry, word)));
}

function fits({ code, name, deviceTypes, recipients }: CatalogueEntry, word: string): boolean {
  const has = (text: string): boolean => text.toLowerCase().includes(word);
  return (
    formatAlertCode(code).toLowerCase().startsWith(word.replace(/^0x/, '')) ||
    has(name) ||
    deviceTypes?.some((type) => type.toLowerCase() === word) === true ||
    recipients?.some(has) === true
  );
}
