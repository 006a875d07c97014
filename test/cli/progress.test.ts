import picocolors from 'picocolors';
import { expect, it } from 'vitest';
import { LINE_INTERVAL_MS, lineLog } from '../../src/cli/progress/line-log.ts';
import { livePanel, REPAINT_MS } from '../../src/cli/progress/live-panel.ts';
import { panelLines } from '../../src/cli/progress/panel-lines.ts';
import { nextState, type RunState } from '../../src/cli/progress/phase.ts';
import { isLive } from '../../src/cli/progress/watch-run.ts';
import { terminalOn } from '../../src/cli/terminal.ts';
import { textWidth } from '../../src/cli/text-width.ts';
import type { RunEvent } from '../../src/run/progress.ts';
import { FakeStream, FIGURES, IDENTITY } from './fake-world.ts';

const plain = picocolors.createColors(false);
const PLANNED: RunEvent = { event: 'planned', identity: IDENTITY };
const stateAfter = (...events: RunEvent[]): RunState =>
  [PLANNED, ...events].reduce<RunState | null>(nextState, null)!;

it('draws the storm with its bar, its counts and their shares.', () => {
  const lines = panelLines(stateAfter({ event: 'storm', figures: FIGURES }), plain, 80);
  expect(lines).toEqual([
    '',
    'storm       ━━━━━━━━━━━━━━━━━────────────────  52%  0:15:36 / 0:30:00, 15 s left',
    '',
    '  connected       1,001/1,001     offered    6,420',
    '  rate                  412/s     received   6,415',
    '  p99 response        3.87 ms     delivered  6,290   98.1%',
    '  throttled keys            1     discarded    125    1.9%',
  ]);
});

it('draws the connections as they come up.', () => {
  const lines = panelLines(stateAfter({ event: 'connecting', connected: 500, devices: 1001 }), plain, 80);
  expect(lines[1]).toMatch(/^connecting {2}━+─+ {2}49% {2}500 of 1,001 Devices$/);
});

it('says what a rehearsal is, as long as there is one.', () => {
  const lines = panelLines(stateAfter({ event: 'rehearsing' }), plain, 80);
  expect(lines[1]).toMatch(/^rehearsing {2}─+ {3}0% {2}small storms that count for nothing$/);
});

const VIRTUAL: RunEvent = { event: 'planned', identity: { ...IDENTITY, mode: 'virtual', workers: 0 } };
const VIRTUAL_STORM: RunEvent = {
  event: 'storm',
  figures: { ...FIGURES, connected: 0, throttledKeys: null, p99Ms: null },
};

it('draws a storm in virtual time without what only sockets have.', () => {
  const lines = panelLines(stateAfter(VIRTUAL, VIRTUAL_STORM), plain, 80);
  expect(lines).toEqual([
    '',
    'storm       ━━━━━━━━━━━━━━━━━━━━━───────────────────  52%  0:15:36 / 0:30:00',
    '',
    '  time            virtual     offered    6,420',
    '  rate              412/s     received   6,415',
    '                              delivered  6,290   98.1%',
    '                              discarded    125    1.9%',
  ]);
});

it('writes of a storm in virtual time only what there is.', () => {
  const stream = new FakeStream();
  const { listen } = lineLog(terminalOn(stream, {}, 'auto'), () => 0);
  listen(VIRTUAL);
  listen(VIRTUAL_STORM);
  expect(stream.text).toContain('load        12,345 Alerts from 1,001 Devices\n');
  expect(stream.text).toContain('time        30m of virtual time\n');
  expect(stream.text).toMatch(/^storm .* discarded 125 {2}412\/s$/m);
});

it.each([20, 40, 60, 80, 200])('keeps the panel within %i columns.', (columns) => {
  for (const event of ['storm', 'draining'] as const) {
    const lines = panelLines(stateAfter({ event, figures: FIGURES }), picocolors.createColors(true), columns);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(Math.max(columns, 30));
  }
});

it('writes one line for each phase and one for each interval.', () => {
  const stream = new FakeStream();
  let nowMs = 0;
  const { listen } = lineLog(terminalOn(stream, {}, 'auto'), () => nowMs);
  listen(PLANNED);
  stream.text = '';
  for (; nowMs < 2 * LINE_INTERVAL_MS; nowMs += 250) listen({ event: 'storm', figures: FIGURES });
  listen({ event: 'draining', figures: FIGURES });
  listen({ event: 'judging' });
  listen({ event: 'recorded', directory: 'runs/x' });
  const lines = stream.text.trimEnd().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    'storm',
    'storm',
    'draining',
    'judging',
    'recorded',
  ]);
  expect(lines[0]).toContain('offered 6,420  received 6,415  delivered 6,290  discarded 125');
  expect(lines.at(-1)).toBe('recorded in runs/x');
});

it('names all that identifies a run before the first message.', () => {
  const stream = new FakeStream();
  lineLog(terminalOn(stream, {}, 'auto'), () => 0).listen(PLANNED);
  for (const part of [
    'single-device-storm',
    'seed        7',
    'scenario 3fa9c1d2aa11',
    'plan 77ab10c9de02',
    'profile c0ffee123456',
    'illustrative (illustrative)',
    'stormproof  0.1.0',
  ]) {
    expect(stream.text).toContain(part);
  }
});

it('repaints the panel at most eight times a second.', () => {
  const stream = new FakeStream({ isTTY: true });
  let nowMs = 0;
  const panel = livePanel(terminalOn(stream, {}, 'never'), () => nowMs);
  panel.listen(PLANNED);
  let repaints = 0;
  for (let received = 0; nowMs < 1_000; nowMs += 10, received++) {
    const before = stream.text;
    panel.listen({ event: 'storm', figures: { ...FIGURES, received } });
    if (stream.text !== before) repaints++;
  }
  panel.close();
  expect(repaints).toBeLessThanOrEqual(1_000 / REPAINT_MS);
  expect(repaints).toBeGreaterThan(5);
});

it('goes on in silence when the terminal is closed.', () => {
  const stream = new FakeStream({ isTTY: true });
  stream.on('error', () => {});
  const panel = livePanel(terminalOn(stream, {}, 'never'), () => 0);
  panel.listen(PLANNED);
  stream.destroy();
  panel.listen({ event: 'storm', figures: FIGURES });
  panel.say('draining');
  panel.close();
});

it('draws a panel only where a person can watch it.', () => {
  const live = (isTTY: boolean, env: Record<string, string>): boolean =>
    isLive(terminalOn(new FakeStream({ isTTY }), env, 'auto'), env);
  expect(live(true, { TERM: 'xterm' })).toBe(true);
  expect(live(false, { TERM: 'xterm' })).toBe(false);
  expect(live(true, { TERM: 'dumb' })).toBe(false);
  expect(live(true, { CI: 'true' })).toBe(false);
});

it('lets no title steer the log.', () => {
  const stream = new FakeStream();
  const identity = { ...IDENTITY, title: '\u001b[2Jgone\nPASS', profileName: '\u001bc' };
  lineLog(terminalOn(stream, {}, 'auto'), () => 0).listen({ event: 'planned', identity });
  expect(stream.text).not.toContain('\u001b');
});
