import { expect, test } from 'vitest';
import { openingComment } from '../../src/scenario/opening-comment.ts';

const NOTHING = { purpose: null, requirement: null, expected: null, assumed: null, runWith: null };

test('reads what a scenario says of itself, each part on one line', () => {
  const text = `# yaml-language-server: $schema=../schemas/scenario.schema.json
# Purpose:     one meter storms. Note: it is
#              alone.
# Requirement: SECMP0062 part 1.
#
# Expected:    a copy every hour; that is: 24.
# Assumed:     the rate.
# Run with:    --virtual.

scenario: 1
# Purpose: not this
`;
  expect(openingComment(text)).toEqual({
    purpose: 'one meter storms. Note: it is alone.',
    requirement: 'SECMP0062 part 1.',
    expected: 'a copy every hour; that is: 24.',
    assumed: 'the rate.',
    runWith: '--virtual.',
  });
});

test.each([
  '',
  'scenario: 1\n# Purpose: late',
  '# Just a file.\n# Author: nobody\n',
  '\n# Purpose: after a blank line',
])('finds nothing in %j', (text) => {
  expect(openingComment(text)).toEqual(NOTHING);
});
