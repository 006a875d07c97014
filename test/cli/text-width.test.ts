import { expect, it } from 'vitest';
import { cutText, textWidth, wrapText } from '../../src/cli/text-width.ts';

it('counts columns, not characters: colour takes none, wide letters two.', () => {
  expect([textWidth('\u001b[31mabc\u001b[39m'), textWidth('電力'), textWidth('e\u0301')]).toEqual([3, 4, 1]);
});

it('breaks at spaces first, then after hyphens, then inside a word.', () => {
  expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
  expect(wrapText('below-threshold', 10)).toEqual(['below-', 'threshold']);
  expect(wrapText('up to -1:59', 7)).toEqual(['up to', '-1:59']);
  expect(wrapText('unbreakable', 5)).toEqual(['unbre', 'akabl', 'e']);
});

it('breaks after a comma, but never inside a number.', () => {
  expect(wrapText('one,two', 5)).toEqual(['one,', 'two']);
  expect(wrapText('of 1,649 Alerts', 6)).toEqual(['of', '1,649', 'Alerts']);
});

it('loses no text and passes no width, even one too small for a letter.', () => {
  const text = 'A sentence with a-hyphenated-word, 電力計 and averyveryverylongword';
  for (let width = 1; width < 40; width++) {
    const lines = wrapText(text, width);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    if (width > 1) for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
  }
});

it('marks what was cut.', () => {
  expect([cutText('abcdef', 6), cutText('abcdef', 4)]).toEqual(['abcdef', 'abc…']);
});
