// Alerts of a stream that are sent again: their form as written, what it means, and the one thing it must be to the
// stream. When each of them goes out is the plan's business.

import type { z } from 'zod';
import { formatDuration } from '../domain/duration.ts';
import { MAX_RESENDS } from '../domain/limits.ts';
import { WHOLE } from '../domain/share.ts';
import { positiveDuration, section, wholeNumber } from './field.ts';
import type { Problems } from './problems.ts';
import type { ResendSpec } from './scenario.ts';
import { readPart } from './schema-check.ts';
import { share } from './share.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** Alerts that are sent again, as written. */
export const resendField = section(
  'a map with `after`, and `share` and `times` unless all are sent again once',
  {
    share: share.optional().describe('Which share of the Alerts is sent again; all of them when left out.'),
    after: positiveDuration.describe('How much later, and how far apart, they are sent again.'),
    times: wholeNumber(1, MAX_RESENDS).prefault(1).describe('How many times each is sent again.'),
  },
);

/** What it means. */
export function resendOf({ share: part = WHOLE, after, times }: z.output<typeof resendField>): ResendSpec {
  return { share: part, afterUs: after, times };
}

/** Adds a problem where no Alert of a stream that lives this long could be sent again before it ends. */
export function checkResend(source: YamlSource, problems: Problems, stream: YamlPath, lifeUs: number): void {
  const path = [...stream, 'resend', 'after'];
  const after = readPart(positiveDuration, source, path);
  if (after === undefined || after < lifeUs) return;
  const message = `\`after\` must be shorter than the stream, which lasts ${formatDuration(lifeUs)}`;
  const hint = 'nothing is sent at or after the end of a stream';
  problems.atValue(path, `${message}; found ${formatDuration(after)}`, hint);
}
