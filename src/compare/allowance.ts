// A bound as a person states it, such as `+20%`, in; how far a figure may go from its baseline out, or the
// sentence that says what is wrong. What is not allowed is not allowed: a bound with one sign leaves no room
// on the other side, but for a latency, which may always be lower.

import { DURATION_FORM, parseDuration } from '../domain/duration.ts';
import { StormError } from '../domain/failure.ts';
import { COUNTS, figureNames, parseFigure } from '../domain/figure.ts';
import { nearestWord } from '../scenario/nearest-word.ts';
import { quotable } from '../scenario/printable.ts';

/** Changed rows, which are bounded like figures: their baseline is always none. */
export const ROW_FIGURES = ['decisions.changed', 'metadata.changed'] as const;

/** How far a figure may move one way: so many Alerts or microseconds, a share, or as far as it likes. */
type Room = { readonly by: 'amount' | 'percent'; readonly value: number } | { readonly by: 'any' };

/** How far a figure may move from its baseline. */
export interface Allowance {
  readonly figure: string;
  /** As it was stated. */
  readonly text: string;
  readonly more: Room;
  readonly fewer: Room;
}

/** Allowances by figure. */
export type Allowances = ReadonlyMap<string, Allowance>;

const NONE: Room = { by: 'amount', value: 0 };
const ANY: Room = { by: 'any' };
const SIGNED = /^(\+-|±|\+|-)(.+)$/;
const PERCENT = /^\d+(?:\.\d+)?%$/;
const STREAM_FIGURE = new RegExp(`^[^.]+\\.(?:${COUNTS.join('|')})$`);

/**
 * Reads allowances by figure, such as `{ 'latency.response.p99': '+20%' }`. What streams there are is not
 * known yet.
 * @throws StormError `usage`.
 */
export function readAllowances(stated: Readonly<Record<string, string>>): Allowances {
  return new Map(Object.entries(stated).map(([figure, text]) => [figure, readAllowance(figure, text)]));
}

function readAllowance(figure: string, text: string): Allowance {
  const isLatency = parseFigure(figure, [])?.kind === 'latency';
  if (!isLatency && !STREAM_FIGURE.test(figure) && !isRowFigure(figure)) throw unknownFigure(figure, []);
  if (text === 'any') return { figure, text, more: ANY, fewer: ANY };
  const [, sign = '', amount = ''] = SIGNED.exec(text) ?? [];
  const room = roomOf(amount, isLatency);
  if (room === undefined) throw badChange(figure, text, isLatency);
  const fewer = isLatency && sign === '+' ? ANY : NONE;
  if (sign === '+') return { figure, text, more: room, fewer };
  return { figure, text, more: sign === '-' ? NONE : room, fewer: room };
}

/** Refuses a figure that none of the compared runs has. */
export function refuseUnknownFigures(allowances: Allowances, streams: ReadonlySet<string>): void {
  for (const figure of allowances.keys()) {
    if (!isRowFigure(figure) && !parseFigure(figure, [...streams])) throw unknownFigure(figure, [...streams]);
  }
}

const isRowFigure = (figure: string): boolean => (ROW_FIGURES as readonly string[]).includes(figure);

function roomOf(amount: string, isLatency: boolean): Room | undefined {
  if (PERCENT.test(amount)) return { by: 'percent', value: Number(amount.slice(0, -1)) };
  const value = isLatency ? parseDuration(amount) : /^\d+$/.test(amount) ? Number(amount) : undefined;
  return value === undefined ? undefined : { by: 'amount', value };
}

function unknownFigure(figure: string, streams: readonly string[]): StormError {
  const nearest = nearestWord(figure, [...figureNames(streams), ...ROW_FIGURES]);
  const way =
    nearest === null
      ? 'Figures are written like total.discarded, storm.delivered, latency.response.p99 or decisions.changed.'
      : `Did you mean ${nearest}?`;
  return new StormError('usage', { problem: `no figure is called ${quotable(figure)}`, way });
}

function badChange(figure: string, text: string, isLatency: boolean): StormError {
  const amount = isLatency ? DURATION_FORM : 'a whole number of Alerts';
  const problem = `${quotable(figure)} cannot be allowed to change by ${quotable(text) || 'nothing'}`;
  const examples = isLatency ? '+20%, +5ms or any' : '+-10, +5%, -3 or any';
  return new StormError('usage', {
    problem,
    way: `Write a sign (+, - or +-) and a share in % or ${amount}; for example ${examples}.`,
  });
}
