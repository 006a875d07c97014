// The figures of a run that an `expect` line may name, parsed once: text in, a figure or nothing out.
// Measures nothing: a name that is no figure is left to its caller to refuse.

/** Counts of Alerts, of one stream or of the whole run. */
export const COUNTS = ['planned', 'sent', 'received', 'delivered', 'discarded'] as const;

/** One count. */
export type CountName = (typeof COUNTS)[number];

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
  | { readonly kind: 'latency'; readonly latency: LatencyName; readonly statistic: StatisticName };

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T =>
  (words as readonly string[]).includes(word);

/** Reads `storm.discarded`, `total.received` or `latency.response.p99`; undefined when no such figure exists. */
export function parseFigure(text: string, streams: readonly string[]): Figure | undefined {
  const [subject = '', second = '', third, ...rest] = text.split('.');
  if (rest.length > 0) return undefined;
  if (third === undefined) {
    if (!isOneOf(COUNTS, second)) return undefined;
    if (subject === 'total') return { kind: 'total', count: second };
    return streams.includes(subject) ? { kind: 'stream', stream: subject, count: second } : undefined;
  }
  if (subject !== 'latency' || !isOneOf(LATENCIES, second) || !isOneOf(STATISTICS, third)) return undefined;
  return { kind: 'latency', latency: second, statistic: third };
}

/** Every figure name that may be written when these streams exist, for hints. */
export function figureNames(streams: readonly string[]): string[] {
  const counts = [...streams, 'total'].flatMap((subject) => COUNTS.map((count) => `${subject}.${count}`));
  const latencies = LATENCIES.flatMap((name) =>
    STATISTICS.map((statistic) => `latency.${name}.${statistic}`),
  );
  return [...counts, ...latencies];
}
