// The figures of a run that an `expect` line may name, parsed once: text in, a figure or nothing out.
// Measures nothing: a name that is no figure is left to its caller to refuse.

/** Counts of Alerts, of one stream or of the whole run. */
export const COUNTS = ['planned', 'sent', 'received', 'delivered', 'discarded'] as const;

/** One count. */
export type CountName = (typeof COUNTS)[number];

/** Counts of the whole run alone: Alerts sent too late, never sent, refused; discards reported by metadata, and not. */
export const RUN_COUNTS = ['late', 'dropped', 'refused', 'reported', 'unreported'] as const;

/** One count of the whole run. */
export type RunCountName = (typeof RUN_COUNTS)[number];

/** Keys that lost at least one Alert: of all, and at most at one time. */
export const KEY_FIGURES = ['total', 'peak'] as const;

/** One figure of the keys. */
export type KeyFigureName = (typeof KEY_FIGURES)[number];

/** Where a latency ends: at the User unless `receive`, the gate, is named. */
const LATENCY_ENDS = ['', 'deliver', 'receive'] as const;

/** Latency to the User: `response` counts from the planned moment, `service` from the sending. */
export const LATENCIES = ['response', 'service'] as const;

/** One latency. */
export type LatencyName = (typeof LATENCIES)[number];

/** Statistics of a latency; `p999` is the 99.9th percentile. */
export const STATISTICS = ['min', 'p50', 'p90', 'p99', 'p999', 'max'] as const;

/** One statistic. */
export type StatisticName = (typeof STATISTICS)[number];

/** A figure that a run is measured by. */
export type Figure =
  | { readonly kind: 'stream'; readonly stream: string; readonly count: CountName }
  | { readonly kind: 'total'; readonly count: CountName }
  | { readonly kind: 'run'; readonly count: RunCountName }
  | { readonly kind: 'keys'; readonly count: KeyFigureName }
  | {
      readonly kind: 'latency';
      readonly latency: LatencyName;
      readonly statistic: StatisticName;
      /** To the gate instead of to the User. */
      readonly end?: 'receive';
    };

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T =>
  (words as readonly string[]).includes(word);

/** Reads `storm.discarded`, `total.received` or `latency.response.p99`; undefined when no such figure exists. */
export function parseFigure(text: string, streams: readonly string[]): Figure | undefined {
  const [subject = '', second = '', third, fourth, ...rest] = text.replace(/\.p99\.9$/, '.p999').split('.');
  if (rest.length > 0) return undefined;
  if (third === undefined) {
    if (subject === 'total' && isOneOf(RUN_COUNTS, second)) return { kind: 'run', count: second };
    if (subject === 'throttled-keys' && isOneOf(KEY_FIGURES, second)) return { kind: 'keys', count: second };
    if (!isOneOf(COUNTS, second)) return undefined;
    if (subject === 'total') return { kind: 'total', count: second };
    return streams.includes(subject) ? { kind: 'stream', stream: subject, count: second } : undefined;
  }
  const [end, statistic] = fourth === undefined ? ['', third] : [third, fourth];
  if (subject !== 'latency' || !isOneOf(LATENCIES, second) || !isOneOf(STATISTICS, statistic))
    return undefined;
  if (!isOneOf(LATENCY_ENDS, end) || (end === '' && fourth !== undefined)) return undefined;
  return { kind: 'latency', latency: second, statistic, ...(end === 'receive' ? { end } : {}) };
}

/** Every figure name that may be written when these streams exist, for hints. */
export function figureNames(streams: readonly string[]): string[] {
  const counts = [...streams, 'total'].flatMap((subject) => COUNTS.map((count) => `${subject}.${count}`));
  const ofRun = RUN_COUNTS.map((count) => `total.${count}`);
  const keys = KEY_FIGURES.map((figure) => `throttled-keys.${figure}`);
  const latencies = ['response', 'service', 'response.receive', 'service.receive'].flatMap((leg) =>
    STATISTICS.map((statistic) => `latency.${leg}.${statistic}`),
  );
  return [...counts, ...ofRun, ...keys, ...latencies];
}
