// The figures of a sweep as columns: what each is called, how it is shown to people, and as which number it is drawn.
// One table for the terminal and the report, so that they cannot tell different stories.

import type { SweepFigures } from '../sweep/sweep-figures.ts';
import { compactSpan, countText, share } from './quantity.ts';

/** One figure. */
export interface FigureColumn {
  readonly id: string;
  /** The heading, line by line. */
  readonly head: readonly string[];
  /** What it is, in one sentence without its full stop. */
  readonly meaning: string;
  /** The number that stands for it, null where it was not measured: Alerts, microseconds, or a share of 1. */
  readonly number: (figures: SweepFigures) => number | null;
  /** That number for people. */
  readonly numberText: (number: number) => string;
  /** The whole of it for a table. */
  readonly text: (figures: SweepFigures) => string;
  /** How it is drawn as a map: what is more, or what is worse, is darker; null for what is not drawn. */
  readonly map: 'more' | 'worse' | null;
}

/** What stands where there was nothing to measure. */
export const NOTHING = '–';
const percent = (part: number): string => share(part, 1);

/** Every figure, in the order of the table. */
export const FIGURE_COLUMNS: readonly FigureColumn[] = [
  counted('delivered', ['Deliv-', 'ered'], 'Alerts given to a User', ({ delivered }) => delivered, null),
  counted('discarded', ['Dis-', 'carded'], 'Alerts held back', ({ discarded }) => discarded, null),
  {
    id: 'reduction',
    head: ['Held', 'back'],
    meaning: 'share of the Alerts received that were discarded',
    number: ({ reduction }) => reduction,
    numberText: percent,
    text: ({ reduction }) => percent(reduction),
    map: 'more',
  },
  counted(
    'honest-lost',
    ['Honest', 'lost'],
    "Alerts discarded on keys that are no storm's own",
    ({ honest }) => honest.lost,
    'worse',
  ),
  {
    id: 'engage',
    head: ['Time to', 'engage'],
    meaning: "from a storm key's first storm Alert to its first discard, the median over keys",
    number: ({ engage }) => engage.medianUs,
    numberText: compactSpan,
    text: ({ engage, stormKeys }) => spreadText(engage, engage.never, stormKeys, 'never'),
    map: 'worse',
  },
  {
    id: 'release',
    head: ['Time to', 'release'],
    meaning:
      "from a storm key's last storm Alert to the next delivered Alert that is no copy, the median over keys",
    number: ({ release }) => release.medianUs,
    numberText: compactSpan,
    text: ({ release, engage }) => spreadText(release, release.notObserved, engage.keys, 'not seen'),
    map: null,
  },
  {
    id: 'silence',
    head: ['Longest', 'silence'],
    meaning: 'longest stretch of one key in which its User heard nothing and lost something',
    number: longestSilence,
    numberText: compactSpan,
    text: (figures) => {
      const us = longestSilence(figures);
      return us === null ? NOTHING : compactSpan(us);
    },
    map: 'worse',
  },
  counted(
    'unreported',
    ['Unre-', 'ported'],
    'discards that no metadata reported',
    ({ unreported }) => unreported,
    'worse',
  ),
  {
    id: 'peak',
    head: ['Peak at', 'a User'],
    meaning: 'most Alerts at one User within any minute, of so many without a throttle',
    number: ({ peak }) => peak.delivered.alerts,
    numberText: countText,
    text: ({ peak }) => `${countText(peak.delivered.alerts)} of ${countText(peak.unthrottled.alerts)}`,
    map: 'worse',
  },
];

/** The longest silence of any key, microseconds; null where nothing was lost. */
export function longestSilence({ silence: { stormUs, honestUs } }: SweepFigures): number | null {
  return stormUs === null || honestUs === null ? (stormUs ?? honestUs) : Math.max(stormUs, honestUs);
}

function counted(
  id: string,
  head: readonly string[],
  meaning: string,
  number: (figures: SweepFigures) => number,
  map: FigureColumn['map'],
): FigureColumn {
  return {
    id,
    head,
    meaning,
    number,
    numberText: countText,
    text: (figures) => countText(number(figures)),
    map,
  };
}

/** The median, and on how many keys of all there was nothing to measure. */
function spreadText(
  { medianUs }: SweepFigures['engage'] | SweepFigures['release'],
  none: number,
  all: number,
  word: string,
): string {
  if (all === 0) return NOTHING;
  if (medianUs === null) return word;
  return none === 0 ? compactSpan(medianUs) : `${compactSpan(medianUs)}, ${countText(none)} ${word}`;
}
