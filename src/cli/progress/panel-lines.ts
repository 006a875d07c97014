// The state of a run goes in, the panel that a person watches comes out as lines. Pure: what it shows can be
// tested as text. One colour, for what the throttle holds back; the rest is quiet.

import { countText, milliseconds, share, timeSpan } from '../../report/quantity.ts';
import type { StormFigures } from '../../run/progress.ts';
import type { Colours } from '../terminal.ts';
import { cutText, textWidth } from '../text-width.ts';
import { clockTime } from './clock-time.ts';
import { progressOf, type RunState } from './phase.ts';

/** The panel for this state, no wider than `width`. */
export function panelLines(state: RunState, colours: Colours, width: number): string[] {
  const bar = barLine(state, colours, width);
  return state.figures === null
    ? ['', bar]
    : ['', bar, '', ...figureLines(state, state.figures, colours, width)];
}

const PHASE_WIDTH = 12;
const BAR_LONGEST = 40;

function barLine(state: RunState, colours: Colours, width: number): string {
  const done = progressOf(state);
  const label = `${Math.floor(done * 100)}%`.padStart(5);
  const aside = asideOf(state);
  const length = Math.min(BAR_LONGEST, width - PHASE_WIDTH - label.length - 2 - textWidth(aside));
  const phase = colours.bold(state.phase.padEnd(PHASE_WIDTH));
  if (length < 5) return `${phase}${label}  ${cutText(aside, Math.max(1, width - PHASE_WIDTH - 7))}`;
  const full = Math.round(done * length);
  const bar = colours.cyan('━'.repeat(full)) + colours.dim('─'.repeat(length - full));
  return `${phase}${bar}${label}  ${colours.dim(aside)}`;
}

function asideOf({ phase, identity, connected, figures }: RunState): string {
  if (phase === 'connecting') return `${countText(connected)} of ${countText(identity.devices)} Devices`;
  if (phase === 'rehearsing') return 'small storms that count for nothing';
  if (figures === null || phase !== 'storm') return '';
  const time = `${clockTime(figures.nowUs)} / ${clockTime(identity.durationUs)}`;
  if (identity.mode === 'virtual') return time;
  const left = Math.max(0, identity.durationUs - figures.nowUs) / identity.timeScale;
  const leftInSeconds = timeSpan(Math.ceil(left / 1e6) * 1e6);
  return `${time}, ${leftInSeconds} left`;
}

/** What only one mode knows. Nothing is connected and nothing takes time where time is virtual. */
function ownFigures({ identity }: RunState, figures: StormFigures): [string, string][] {
  const rate: [string, string] = ['rate', `${countText(Math.round(figures.ratePerSecond))}/s`];
  if (identity.mode === 'virtual') return [['time', 'virtual'], rate, ['', ''], ['', '']];
  return [
    ['connected', `${countText(figures.connected)}/${countText(identity.devices)}`],
    rate,
    ['p99 response', figures.p99Ms === null ? '–' : milliseconds(figures.p99Ms)],
    ['throttled keys', figures.throttledKeys === null ? '–' : countText(figures.throttledKeys)],
  ];
}

function figureLines(state: RunState, figures: StormFigures, colours: Colours, width: number): string[] {
  const held = figures.discarded > 0 ? colours.yellow : String;
  const left = ownFigures(state, figures);
  const right: [string, string, string][] = [
    ['offered', countText(figures.offered), ''],
    ['received', countText(figures.received), ''],
    ['delivered', countText(figures.delivered), share(figures.delivered, figures.received)],
    ['discarded', countText(figures.discarded), share(figures.discarded, figures.received)],
  ];
  const leftWidth = Math.max(...left.map(([, text]) => text.length));
  const rightWidth = Math.max(...right.map(([, text]) => text.length));
  return left.map(([name, text], row) => {
    const [count, number, percent] = right[row]!;
    const first = `  ${colours.dim(name.padEnd(16))}${text.padStart(leftWidth)}`;
    const second = `${colours.dim(count.padEnd(11))}${number.padStart(rightWidth)}  ${percent.padStart(6)}`;
    const fits = 2 + 16 + leftWidth + 5 + 11 + rightWidth + 8 <= width;
    return fits ? `${first}     ${row === 3 ? held(second) : second}`.trimEnd() : first;
  });
}
