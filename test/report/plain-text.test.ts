import { expect, it } from 'vitest';
import { plainLines, plainText } from '../../src/report/plain-text.ts';

it('makes control characters visible instead of letting them steer a terminal.', () => {
  expect(plainText('\u001b[31mred\u0007')).toBe('␛[31mred␇');
  expect(plainText('\u009b2J')).toBe('\ufffd2J');
});

it('keeps text on one line and in the order it is read.', () => {
  expect(plainText('one\r\ntwo\u2028three')).toBe('one two three');
  expect(plainText('abc\u202ecba')).toBe('abc\ufffdcba');
});

it('leaves letters of every language alone.', () => {
  expect(plainText('Zähler – 電力計 ✔')).toBe('Zähler – 電力計 ✔');
});

it('keeps the lines of a code frame apart.', () => {
  expect(plainLines('a\n\u001bb')).toEqual(['a', '␛b']);
});
