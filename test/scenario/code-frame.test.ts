import { describe, expect, test } from 'vitest';
import { codeFrame as frameOf, linesOf } from '../../src/scenario/code-frame.ts';

const codeFrame = (text: string, line: number, column: number) => frameOf(linesOf(text), line, column);

const TEN_LINES = Array.from({ length: 10 }, (_, index) => `line ${index + 1}`).join('\n');

describe('A code frame', () => {
  test('shows two lines on either side and a caret under the column', () => {
    expect(codeFrame(TEN_LINES, 8, 6)).toBe(
      [
        '   6 | line 6',
        '   7 | line 7',
        '>  8 | line 8',
        '     |      ^',
        '   9 | line 9',
        '  10 | line 10',
      ].join('\n'),
    );
  });

  test('shows what there is at the first line', () => {
    expect(codeFrame('only', 1, 1)).toBe('> 1 | only\n    | ^');
  });

  test('shows an empty text', () => {
    expect(codeFrame('', 1, 1)).toBe('> 1 |\n    | ^');
  });

  test('keeps the caret in place behind tabs and Windows line ends', () => {
    expect(codeFrame('a:\r\n\tb: 0\r\n', 2, 5)).toBe('  1 | a:\n> 2 |  b: 0\n    |     ^\n  3 |');
  });

  test('cuts a long line around the caret', () => {
    const frame = codeFrame(`${'x'.repeat(500)}!${'y'.repeat(500)}`, 1, 501);
    const [line, caret] = frame.split('\n');
    expect(line!.length).toBeLessThanOrEqual(106);
    expect(line![caret!.indexOf('^')]).toBe('!');
  });

  test('never passes a control character on to the terminal', () => {
    const frame = codeFrame('name: \u001b[2J\u0007', 1, 7);
    expect(frame).not.toContain('\u001b');
    expect(frame).not.toContain('\u0007');
  });
});
