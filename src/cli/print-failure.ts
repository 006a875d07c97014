// Anything that was thrown goes in; text on stderr and an exit code come out. A failure that the table does
// not know is a defect and is called one; its stack is shown on request only.

import { type Diagnostic, InputError } from '../domain/diagnostic.ts';
import { StormError } from '../domain/failure.ts';
import { plainLines, plainText } from '../report/plain-text.ts';
import type { Session } from './session.ts';
import type { Colours } from './terminal.ts';

/** Says what went wrong and what to do about it. Returns the exit code that belongs to it. */
export function printFailure(thrown: unknown, { err, debug }: Pick<Session, 'err' | 'debug'>): number {
  const failure = thrown instanceof StormError ? thrown : new StormError('bug', {}, thrown);
  const { colours } = err;
  const places = failure instanceof InputError ? failure.diagnostics : [];
  const lines = [
    ...places.flatMap((diagnostic) => diagnosticLines(diagnostic, colours)),
    `${colours.bold(colours.red('error:'))} ${plainText(failure.message)}`,
    ...(failure.hint === '' ? [] : [`${colours.cyan('hint:')} ${plainText(failure.hint)}`]),
    ...(debug ? stackLines(failure) : []),
  ];
  err.say(lines.join('\n'));
  return failure.exitCode;
}

/** One mistake in a file: where and what, the lines themselves, the way out, and an empty line. */
function diagnosticLines(diagnostic: Diagnostic, colours: Colours): string[] {
  const place = plainText(`${diagnostic.file}:${diagnostic.line}:${diagnostic.column}`);
  return [
    `${colours.bold(place)}: ${colours.red(plainText(diagnostic.message))}`,
    ...(diagnostic.frame === '' ? [] : plainLines(diagnostic.frame.trimEnd())),
    ...(diagnostic.hint === null ? [] : [`  ${colours.cyan('hint:')} ${plainText(diagnostic.hint)}`]),
    '',
  ];
}

function stackLines(failure: StormError): string[] {
  const inner = failure.cause instanceof Error ? failure.cause.stack : undefined;
  return [failure.stack, inner && `caused by: ${inner}`]
    .filter((stack) => stack !== undefined)
    .flatMap((stack) => plainLines(stack));
}
