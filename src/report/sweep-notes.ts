// What a reader of a sweep must be told so as not to be misled by its figures: that nothing was real, that nothing is
// marked as a storm, or that a setting that was varied made no difference at all.

import type { RanCell, SweepDocument } from '../sweep/sweep-document.ts';
import { plainText } from './plain-text.ts';
import { ranCells } from './sweep-cells.ts';

const DEFAULT = 'profile.default.';

/** The notes, most important first. */
export function sweepNotes(sweep: SweepDocument): string[] {
  const ran = ranCells(sweep.cells);
  const illustrative = ran.some(({ profile }) => profile.provenance.status === 'illustrative');
  return [
    ...idleAxes(sweep, ran),
    ...unmarked(sweep),
    'The Devices are simulated, and nothing was sent: the throttle was asked directly, in virtual time.',
    ...(illustrative ? ['Illustrative thresholds: not taken from a live Traffic Management profile.'] : []),
    "Each cell is judged by the checks of every run; a scenario's own claims and `expect` lines are about its own " +
      'values and are left out.',
  ];
}

/** Paths whose values gave the same figures wherever all the others were the same. */
function idleAxes({ scenarios }: SweepDocument, ran: readonly RanCell[]): string[] {
  return scenarios.flatMap(({ name, axes }, scenario) => {
    const cells = ran.filter((cell) => cell.scenario === scenario);
    const idle = axes.filter(({ values, path }) => values.length > 1 && isIdle(cells, path));
    return idle.map(({ path }) => {
      const why = cells.every(({ figures }) => figures.discarded === 0)
        ? 'nothing is held back there in any cell.'
        : path.startsWith(DEFAULT)
          ? 'does the profile override it for the codes that storm there?'
          : 'the throttle did the same whatever it was.';
      return `\`${plainText(path)}\` makes no difference to any figure of ${plainText(name)}: ${why}`;
    });
  });
}

function isIdle(cells: readonly RanCell[], path: string): boolean {
  const figuresOf = new Map<string, string>();
  let compared = false;
  for (const { settings, figures } of cells) {
    const others = JSON.stringify(settings.filter((setting) => setting.path !== path));
    const mine = JSON.stringify(figures);
    const first = figuresOf.get(others);
    if (first !== undefined && first !== mine) return false;
    compared ||= first !== undefined;
    figuresOf.set(others, mine);
  }
  return compared;
}

function unmarked({ scenarios }: SweepDocument): string[] {
  const names = scenarios
    .filter(({ stormStreams }) => stormStreams.length === 0)
    .map(({ name }) => plainText(name));
  if (names.length === 0) return [];
  return [
    `No stream of ${names.join(', ')} is marked with \`storm: true\`: all keys there count as honest, and no time to ` +
      'engage or to release is measured.',
  ];
}
