import { describe, expect, test } from 'vitest';
import { nearestWord } from '../../src/scenario/nearest-word.ts';

const WORDS = ['threshold', 'window', 'forward', 'GSME', 'ESME', 'at'];

describe('The nearest word', () => {
  test.each([
    ['treshold', 'threshold', 'lacks a letter'],
    ['thresshold', 'threshold', 'has a letter too many'],
    ['windwo', 'window', 'has two letters swapped'],
    ['gsme', 'GSME', 'differs in case alone'],
    ['GMSE', 'GSME', 'is short and has two letters swapped'],
    ['ESMF', 'ESME', 'is short and has one letter wrong'],
    ['ta', 'at', 'is two letters long, swapped'],
    ['threshold', 'threshold', 'is the word itself'],
  ])('of %s is %s, for it %s', (word, nearest) => {
    expect(nearestWord(word, WORDS)).toBe(nearest);
  });

  test.each([
    ['colour', 'nothing resembles it'],
    ['wnd', 'half of the word is missing'],
    ['', 'there is nothing to compare'],
    ['x'.repeat(10_000), 'it is no word at all'],
  ])('of %.20s is none, for %s', (word) => {
    expect(nearestWord(word, WORDS)).toBeNull();
  });
});
