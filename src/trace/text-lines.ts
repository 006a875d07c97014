// A text that comes in pieces in, its lines out, each cut to what a line of a trace may have: a file that is no text
// must not fill the memory with one line of it.

import { MAX_TRACE_LINE } from '../domain/limits.ts';

/** Lines in batches, without their ends; a line that is too long is one character longer than it may be. */
export async function* textLines(texts: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const text of texts) {
    const lines = text.split('\n');
    lines[0] = cut(rest + lines[0]!);
    rest = cut(lines.pop() ?? '');
    yield lines.map(whole);
  }
  if (rest !== '') yield [whole(rest)];
}

/** Keeps one character more for the carriage return that a line may end with. */
function cut(line: string): string {
  return line.length > MAX_TRACE_LINE + 2 ? line.slice(0, MAX_TRACE_LINE + 2) : line;
}

function whole(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : cut(line);
}
