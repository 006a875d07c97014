// A share of a whole as text, in millionths out: exact for every percentage with up to four decimals.
// What it is a share of, and how it is rounded, is decided where it is used.

import { type Share, WHOLE } from '../domain/share.ts';
import { field } from './field.ts';

const PERCENTAGE = /^(\d{1,3})(?:\.(\d{1,4}))?%$/;

/** Reads `10%` or `12.5%`; undefined for anything else, nothing and more than the whole included. */
export function readShare(value: unknown): Share | undefined {
  const match = typeof value === 'string' ? PERCENTAGE.exec(value) : null;
  if (!match) return undefined;
  const millionths = Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0'));
  return millionths > 0 && millionths <= WHOLE.millionths ? { millionths } : undefined;
}

/** What an editor is told of a share. */
export const SHARE_FORM = {
  type: 'string',
  pattern: '^(?:100(?:\\.0{1,4})?|0?\\d{1,2}(?:\\.\\d{1,4})?)%$',
  not: { pattern: '^[0.]+%$' },
};

/** A share, as a setting. */
export const share = field('a share above 0% and at most 100%, such as 10% or 12.5%', readShare, SHARE_FORM);
