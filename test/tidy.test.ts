// The house rules that a machine can check, read off the sources: file and line lengths, headers, doc comments,
// forbidden words and names, files that nobody imports.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .map((name) => {
    const text = readFileSync(join(SRC, name), 'utf8');
    return { path: name.replaceAll('\\', '/'), text, lines: text.trimEnd().split('\n') };
  });

/** Files that are run or published rather than imported. */
const ENTRIES = ['index.ts', 'cli/main.ts', 'simulator/shard-worker.ts', 'sweep/sweep-worker.ts'];

const FORBIDDEN_NAMES = ['utils', 'util', 'types', 'helpers', 'helper', 'common', 'misc', 'index'];

const TOO_SPOKEN_FOR = /\b(?:TODO|FIXME|XXX|HACK)\b/;

/** Every offending line of every source, as `path:line`. */
const places = (offends: (line: string, at: number, source: Source) => boolean): string[] =>
  sources.flatMap((source) =>
    source.lines.flatMap((line, at) => (offends(line, at, source) ? [`${source.path}:${at + 1}`] : [])),
  );

const files = (offends: (source: Source) => boolean): string[] =>
  sources.filter(offends).map(({ path }) => path);

/** Lines of the comment at the top, after a shebang. */
function headerOf({ lines }: Source): number {
  const top = lines[0]?.startsWith('#!') ? lines.slice(1) : lines;
  const end = top.findIndex((line) => !line.startsWith('//'));
  return end < 0 ? top.length : end;
}

/** The line without its strings and comments, so that words in them are not taken for code. */
const codeOf = (line: string): string =>
  line
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''")
    .replace(/\/\/.*$/, '')
    .replace(/^\s*\/?\*.*$/, '');

const DECLARATION =
  /^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|const|let|interface|type|enum)\s+\w/;

/** The path each import of a source leads to, as it stands in the list of sources. */
function importsOf({ path, text }: Source): string[] {
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1]!);
  return specifiers.map((to) => relative(SRC, resolve(SRC, dirname(path), to)).replaceAll('\\', '/'));
}

describe('every source', () => {
  it('is there to be read', () => {
    expect(sources.length).toBeGreaterThan(100);
  });

  it('starts with a comment of two to eight lines that says what it is for', () => {
    expect(files((source) => headerOf(source) < 2 || headerOf(source) > 8)).toEqual([]);
  });

  it('has at most 300 lines', () => {
    expect(files(({ lines }) => lines.length > 300)).toEqual([]);
  });

  it('is among the nine in ten with at most 240 lines', () => {
    const long = files(({ lines }) => lines.length > 240);
    expect(long.length, long.join(', ')).toBeLessThanOrEqual(sources.length / 10);
  });

  it('has lines of at most 120 characters, no tab and no blank at a line end', () => {
    expect(places((line) => line.length > 120 || line.includes('\t') || /\s$/.test(line))).toEqual([]);
  });

  it('is named after its one idea, in kebab-case', () => {
    const forbidden = ({ path }: Source): boolean => FORBIDDEN_NAMES.includes(basename(path, '.ts'));
    const kebab = ({ path }: Source): boolean =>
      path.split('/').every((part) => /^[a-z0-9-]+(?:\.ts)?$/.test(part));
    expect(files((source) => source.path !== 'index.ts' && (forbidden(source) || !kebab(source)))).toEqual(
      [],
    );
  });

  it('is imported by another, or is an entry', () => {
    const imported = new Set(sources.flatMap(importsOf));
    expect(files(({ path }) => !imported.has(path) && !ENTRIES.includes(path))).toEqual([]);
  });

  it('imports only files that are there', () => {
    const known = new Set(sources.map(({ path }) => path));
    const lost = sources.flatMap((source) =>
      importsOf(source)
        .filter((to) => to.endsWith('.ts') && !known.has(to))
        .map((to) => `${source.path} → ${to}`),
    );
    expect(lost).toEqual([]);
  });
});

describe('every exported name', () => {
  it('has a doc comment right above it', () => {
    const undocumented = places(
      (line, at, { lines }) => DECLARATION.test(line) && !(lines[at - 1] ?? '').trimEnd().endsWith('*/'),
    );
    expect(undocumented).toEqual([]);
  });

  it('has a doc comment of TSDoc form', () => {
    const others = places((line, at, { lines }) => {
      if (!DECLARATION.test(line) || !(lines[at - 1] ?? '').endsWith('*/')) return false;
      const start = lines.slice(0, at).findLastIndex((above) => above.startsWith('/*'));
      return !lines[start]?.startsWith('/**');
    });
    expect(others).toEqual([]);
  });
});

describe('no source', () => {
  it('has an `any`', () => {
    const any = /[:<|&(,]\s*any\b(?!\w)|\bas any\b|\bany\[\]/;
    expect(places((line) => any.test(codeOf(line)))).toEqual([]);
  });

  it('has a note of something left undone', () => {
    expect(places((line) => TOO_SPOKEN_FOR.test(line))).toEqual([]);
  });

  it('silences the compiler', () => {
    expect(places((line) => /@ts-(?:ignore|nocheck|expect-error)/.test(line))).toEqual([]);
  });

  it('has leftover debugging', () => {
    expect(places((line) => /\bconsole\.\w+\(|\bdebugger\b/.test(codeOf(line)))).toEqual([]);
  });
});
