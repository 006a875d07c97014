// The last go of each benchmark beside the one before: ratios, not absolute figures, since the machine may have been
// another. A change is called one only where the two ranges of ratios lie apart.

import { ratioText } from './go.ts';
import { benchesWithHistory, type KeptContender, type KeptGo, readGoes } from './history.ts';

/** The text of all comparisons that the history allows for these benchmarks, or for all of them. */
export function compareText(benches: readonly string[]): string {
  const kept = benchesWithHistory();
  const asked = benches.length > 0 ? benches : kept;
  return asked
    .map((bench) => (kept.includes(bench) ? benchText(bench) : `${bench}: no history\n`))
    .join('\n');
}

function benchText(bench: string): string {
  const [now, before] = readGoes(bench).reverse();
  if (!now || !before) return `${bench}: one go only, at ${now?.commit ?? 'no commit'}\n`;
  const head = `${bench}: ${now.commit} (${now.date.slice(0, 10)}) beside ${before.commit} (${before.date.slice(0, 10)})`;
  const elsewhere = now.cpu === before.cpu && now.cores === before.cores ? '' : ', on another machine';
  const node = now.node === before.node ? '' : `, ${now.node} beside ${before.node}`;
  return `${head}${elsewhere}${node}\n${comparisonLines(now, before).join('')}`;
}

function comparisonLines(now: KeptGo, before: KeptGo): string[] {
  return now.comparisons.flatMap(({ title, contenders }) => {
    const old = before.comparisons.find(
      (comparison) => withoutAside(comparison.title) === withoutAside(title),
    );
    const rows = contenders.slice(1).map((contender) => {
      const was = old?.contenders.find(({ name }) => withoutAside(name) === withoutAside(contender.name));
      return `    ${contender.name.padEnd(40)} ${ratioText(contender.ratio)}${changeText(contender, was)}\n`;
    });
    return rows.length === 0 ? [] : [`  ${title}, x ${contenders[0]!.name}\n`, ...rows];
  });
}

function changeText({ ratio }: KeptContender, was: KeptContender | undefined): string {
  if (!was) return '  new';
  const apart = ratio.min > was.ratio.max || ratio.max < was.ratio.min;
  const change = apart ? `x${(ratio.median / was.ratio.median).toFixed(2)} of before` : 'within the spread';
  return `  before ${ratioText(was.ratio)}: ${change}`;
}

/** A name without what was measured on the side and put behind it in brackets: `sliding (20.3 B)`. */
const withoutAside = (name: string): string => name.replace(/ \([^)]*\)$/, '');
