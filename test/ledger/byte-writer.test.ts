import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteWriter } from '../../src/ledger/byte-writer.ts';
import { runs, SEED } from '../support/seed.ts';

const written = (write: (to: ByteWriter) => void): string => {
  const writer = new ByteWriter(1);
  write(writer);
  return writer.finish().toString();
};

describe('A byte writer', () => {
  test.each([
    0,
    -0,
    9,
    10,
    999_999_999,
    1_000_000_000,
    1_000_000_001,
    86_400_000_000,
    Number.MAX_SAFE_INTEGER,
    2 ** 53,
    -1,
    0.5,
    1e300,
  ])('writes the number %d as JSON does', (value) => {
    expect(written((to) => to.number(value))).toBe(JSON.stringify(value));
  });

  test.each(['', 'storm', '"', 'a\\b', 'tab\t', 'é', '💥', '\ud800', '\u007f'])(
    'quotes %j as JSON does',
    (text) => {
      expect(written((to) => to.quoted(text))).toBe(JSON.stringify(text));
    },
  );

  test.each([
    [0, '"00000000"'],
    [0xab, '"000000ab"'],
    [0xffff_ffff, '"ffffffff"'],
  ])('writes %d in eight hexadecimal digits', (value, text) => {
    expect(written((to) => to.hex(value))).toBe(text);
  });

  test('repeats what it has written, though its buffer grows meanwhile', () => {
    const text = written((to) => {
      to.bytes(Buffer.from('0123456789'));
      to.again(2, 6);
      to.bytes(Buffer.from('|'));
    });
    expect(text).toBe('01234567892345|');
  });

  test(`writes whatever JSON writes (seed ${SEED})`, () => {
    const piece = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.maxSafeInteger(),
      fc.string(),
    );
    const check = (pieces: (number | string)[]): void => {
      const text = written((to) => {
        for (const of of pieces) typeof of === 'number' ? to.number(of) : to.quoted(of);
      });
      expect(text).toBe(pieces.map((of) => JSON.stringify(of)).join(''));
    };
    fc.assert(fc.property(fc.array(piece), check), runs(300));
  });
});
