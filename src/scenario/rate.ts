// The text of a rate in, Alerts per second out: `10/h`, `2.5/s`, `3/10m`. A bare number is never a rate.
// Never guesses a unit.

import { NUMBER_PATTERN, POSITIVE_PATTERN, parseDuration, UNIT_PATTERN, unitUs } from '../domain/duration.ts';

/** What a well-formed rate looks like, for messages. */
export const RATE_FORM = 'a number per unit or duration, such as 1/h, 2.5/s or 3/10m';

const PER = `/(?:${POSITIVE_PATTERN})?${UNIT_PATTERN}$`;

/** What may be a rate, possibly zero, for whoever can use no parser. */
export const RATE_PATTERN = `^${NUMBER_PATTERN}${PER}`;

/** What may be a rate above zero, for whoever can use no parser. */
export const POSITIVE_RATE_PATTERN = `^${POSITIVE_PATTERN}${PER}`;

const RATE = /^(\d+(?:\.\d+)?)\/(\S+)$/;

/** Reads a rate of at least zero as Alerts per second; undefined when the text is none. */
export function parseRate(text: string): number | undefined {
  const match = RATE.exec(text);
  if (!match) return undefined;
  const perUs = unitUs(match[2]!) ?? parseDuration(match[2]!);
  if (perUs === undefined || perUs === 0) return undefined;
  const perSecond = (Number(match[1]) * 1_000_000) / perUs;
  return perSecond >= 0 && Number.isFinite(perSecond) ? perSecond : undefined;
}
