// One `expect` line in, the comparison it means out, or the sentence that says what is wrong with it.
// Whether it holds is decided after the run, elsewhere.

import { DURATION_FORM, NUMBER_PATTERN, parseDuration, UNIT_PATTERN } from '../domain/duration.ts';
import { figureNames, parseFigure } from '../domain/figure.ts';
import { nearestWord } from './nearest-word.ts';
import { quotable } from './printable.ts';
import type { Expectation } from './scenario.ts';
import { allOf, eitherOf } from './word-list.ts';

/** What is wrong with a line, and the way out. */
export interface ExpectationFault {
  readonly message: string;
  readonly hint: string | null;
}

const COMPARISONS = ['<', '<=', '==', '!=', '>=', '>'] as const;
const LINE = /^([^\s<>=!]+)\s*([<>=!]+)\s*(\S+)$/;
const COUNT = /^\d+$/;

/** What a well-formed expectation looks like, for messages. */
export const EXPECTATION_FORM =
  'a figure, a comparison and a bound, such as `storm.discarded > 0` or `latency.response.p99 < 50ms`';

/** What may be an expectation, whatever figure it names, for whoever can use no parser. */
export const EXPECTATION_PATTERN = [
  '^\\s*[^\\s<>=!]+\\s*',
  `(?:${COMPARISONS.join('|')})`,
  `\\s*${NUMBER_PATTERN}${UNIT_PATTERN}?\\s*$`,
].join('');

/** Reads `storm.discarded > 0` or `latency.response.p99 < 50ms` for a scenario with these streams. */
export function parseExpectation(line: string, streams: readonly string[]): Expectation | ExpectationFault {
  const match = LINE.exec(line.trim());
  if (!match) {
    const message = `an expectation must be a figure, a comparison and a bound; found ${quotable(line)}`;
    return { message, hint: 'write it like `storm.discarded > 0` or `latency.response.p99 < 50ms`' };
  }
  const [, name = '', sign = '', boundText = ''] = match;
  const figure = parseFigure(name, streams);
  if (!figure)
    return { message: `no figure is called \`${quotable(name)}\``, hint: figureHint(name, streams) };

  const comparison = COMPARISONS.find((known) => known === sign);
  if (!comparison) {
    const message = `\`${sign}\` is no comparison; use ${eitherOf(COMPARISONS)}`;
    return { message, hint: sign.startsWith('=') ? 'did you mean `==`?' : null };
  }
  const bound = figure.kind === 'latency' ? parseDuration(boundText) : parseCount(boundText);
  if (bound === undefined) {
    const form =
      figure.kind === 'latency'
        ? `a duration: ${DURATION_FORM}`
        : figure.kind === 'keys'
          ? 'a whole number of keys'
          : 'a whole number of Alerts';
    return { message: `\`${name}\` is compared with ${form}; found ${quotable(boundText)}`, hint: null };
  }
  return { text: line, figure, comparison, bound };
}

function parseCount(text: string): number | undefined {
  const count = COUNT.test(text) ? Number(text) : undefined;
  return count !== undefined && Number.isSafeInteger(count) ? count : undefined;
}

function figureHint(name: string, streams: readonly string[]): string {
  const nearest = nearestWord(name, figureNames(streams));
  if (nearest !== null) return `did you mean \`${nearest}\`?`;
  const counts = [...streams, 'total'].map((subject) => `${subject}.discarded`);
  return `figures are written like ${allOf([...counts.slice(-3), 'latency.response.p99'])}`;
}
