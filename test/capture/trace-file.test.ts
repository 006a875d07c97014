// The file of a capture: whole or not there, never over another, never in the middle of a line.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TraceFile } from '../../src/capture/trace-file.ts';
import { CAPTURE_BUFFER } from '../../src/domain/limits.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const newPath = temporaryDirectory();
const place = (name = 'trace.ndjson'): string => join(newPath(), name);

describe('the file of a capture', () => {
  it('has its name only when it is kept, and leaves nothing else behind', () => {
    const out = place();
    const file = TraceFile.reserve(out);
    file.append('one\n');
    file.append('two\n');
    file.flush();
    expect([file.lines, existsSync(out)]).toEqual([2, false]);
    file.keep();
    expect(readFileSync(out, 'utf8')).toBe('one\ntwo\n');
    expect(readdirSync(dirname(out))).toEqual(['trace.ndjson']);
    expect(() => file.keep()).not.toThrow();
  });

  it('is written in pieces that need no memory to speak of', () => {
    const file = TraceFile.reserve(place());
    const line = `${'x'.repeat(99)}\n`;
    for (let n = 0; n < CAPTURE_BUFFER / 100; n++) file.append(line);
    expect(file.lines).toBe(Math.ceil(CAPTURE_BUFFER / 100));
    file.discard();
  });

  it('is gzip when its name says so', () => {
    const out = place('trace.csv.gz');
    const file = TraceFile.reserve(out);
    file.append('one\n');
    file.flush();
    file.append('two\n');
    file.keep();
    expect(gunzipSync(readFileSync(out)).toString()).toBe('one\ntwo\n');
  });

  it('is not there when it is thrown away', () => {
    const out = place();
    const file = TraceFile.reserve(out);
    file.append('one\n');
    file.discard();
    file.keep();
    expect(readdirSync(dirname(out))).toEqual([]);
  });

  it('never takes the place of another', () => {
    const out = place();
    const file = TraceFile.reserve(out);
    file.append('mine\n');
    writeFileSync(out, 'theirs');
    expect(() => TraceFile.reserve(out)).toThrow(
      expect.objectContaining({ kind: 'output-exists', exitCode: 2 }),
    );
    let said = '';
    try {
      file.keep();
    } catch (thrown) {
      said = (thrown as Error).message;
    }
    const [, kept] = /\(the capture is in (.*)\) already exists/.exec(said) ?? [];
    expect(readFileSync(kept!, 'utf8')).toBe('mine\n');
    expect(readFileSync(out, 'utf8')).toBe('theirs');
  });

  it('is refused a place that is none', () => {
    const file = place('file');
    const taken = TraceFile.reserve(file);
    taken.keep();
    expect(() => TraceFile.reserve(join(file, 'below'))).toThrow(
      expect.objectContaining({ kind: 'directory-unwritable', exitCode: 4 }),
    );
  });
});
