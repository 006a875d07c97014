import { expect, it } from 'vitest';
import { LINE_INTERVAL_MS } from '../../src/cli/progress/line-log.ts';
import { sweepLine } from '../../src/cli/progress/sweep-line.ts';
import { sweepLog } from '../../src/cli/progress/sweep-progress.ts';
import { terminalOn } from '../../src/cli/terminal.ts';
import { FakeStream } from './fake-world.ts';

it('writes one line per interval and the last, whatever comes in between.', () => {
  const stream = new FakeStream();
  let nowMs = 0;
  const { listen } = sweepLog(terminalOn(stream, {}, 'never'), () => nowMs);
  listen({ event: 'planned', scenarios: ['a', '\u001b[2Jb'], cells: 1_200, notPossible: 0, workers: 1 });
  for (const [ms, done] of [
    [1, 100],
    [LINE_INTERVAL_MS, 300],
    [LINE_INTERVAL_MS + 1, 301],
    [2 * LINE_INTERVAL_MS - 1, 599],
    [2 * LINE_INTERVAL_MS - 1, 1_200],
  ] as const) {
    nowMs = ms;
    listen({ event: 'cell', done, cells: 1_200 });
  }
  expect(stream.text).toBe(
    'sweeping a, ␛[2Jb: 1,200 cells, 1 worker\n300 of 1,200 cells\n1,200 of 1,200 cells\n',
  );
});

it('draws no more often than eight times a second, and the last cell always.', () => {
  const stream = new FakeStream({ isTTY: true });
  let nowMs = 0;
  const { listen, close } = sweepLine(terminalOn(stream, {}, 'never'), () => nowMs);
  for (let done = 1; done <= 100; done++, nowMs += 5) listen({ event: 'cell', done, cells: 100 });
  close();
  const drawn = [...stream.text.matchAll(/(\d+) of 100 cells/g)].map((match) => Number(match[1]));
  expect(drawn).toEqual([1, 26, 51, 76, 100]);
});

it('draws no bar where there is no room for one, and nothing once it is closed or nobody looks.', () => {
  const stream = new FakeStream({ isTTY: true, columns: 20 });
  const { listen, close } = sweepLine(terminalOn(stream, {}, 'never'), () => 0);
  listen({ event: 'cell', done: 1_000, cells: 1_000 });
  expect(stream.text).toContain('1,000 of 1,000 cells');
  expect(stream.text).not.toContain('━');
  close();
  const { text } = stream;
  listen({ event: 'cell', done: 1_000, cells: 1_000 });
  close();
  expect(stream.text).toBe(text);
  const gone = new FakeStream({ isTTY: true });
  gone.destroy();
  sweepLine(terminalOn(gone, {}, 'never'), () => 0).listen({ event: 'cell', done: 1, cells: 1 });
  expect(gone.text).toBe('');
});
