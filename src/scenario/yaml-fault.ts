// What YAML itself has against a text: a parsed document in, faults with offsets out. A fatal fault leaves
// the structure in doubt; after any other the values are still worth checking. Nothing here knows our formats.

import {
  type Alias,
  CST,
  type Document,
  isCollection,
  isScalar,
  type Pair,
  Parser,
  visit,
  type YAMLError,
} from 'yaml';
import { quotable } from './printable.ts';

/** One thing YAML forbids, at an offset into the text. */
export interface YamlFault {
  readonly offset: number;
  readonly message: string;
  readonly hint: string | null;
  readonly fatal: boolean;
}

/** Deeper than any file of ours by far, and shallow enough that no recursion can exhaust the stack. */
const DEEPEST_NESTING = 64;

/** The library's sentences that do not speak to the person who wrote the file, said again. */
const SENTENCES: Partial<Record<YAMLError['code'], readonly [message: string, hint: string | null]>> = {
  DUPLICATE_KEY: ['this key is written twice in one map', 'keep one of the two'],
  MULTIPLE_DOCS: ['a second document starts here', 'keep one document per file'],
  TAB_AS_INDENT: ['a tab indents this line', 'indent with spaces'],
  TAG_RESOLVE_FAILED: ['tags have no meaning here', 'remove the word that starts with `!`'],
};

/**
 * The fault of a text nested too deeply, found without recursion and before anything that recurses sees it:
 * a stack exhausted inside the parser can end the whole process.
 */
export function nestingFault(text: string): YamlFault | null {
  const open: { token: CST.Token; depth: number }[] = [];
  for (const token of new Parser().parse(text)) open.push({ token, depth: 0 });
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > DEEPEST_NESTING) {
      const message = `maps and lists are nested more than ${DEEPEST_NESTING} deep`;
      return { offset: 'offset' in token ? token.offset : 0, message, hint: null, fatal: true };
    }
    if (token.type === 'document' && token.value) open.push({ token: token.value, depth });
    if (!CST.isCollection(token)) continue;
    for (const { key, value } of token.items) {
      if (key) open.push({ token: key, depth: depth + 1 });
      if (value) open.push({ token: value, depth: depth + 1 });
    }
  }
  return null;
}

/** Every fault of a parsed document: its syntax, its keys, its aliases. */
export function faultsOf(document: Document): YamlFault[] {
  const faults = [...document.errors, ...document.warnings].map(syntaxFault);
  const aliases: Alias[] = [];
  visit(document, {
    Pair: (_, pair) => {
      const fault = keyFault(pair);
      if (fault) faults.push(fault);
    },
    Alias: (_, alias) => {
      aliases.push(alias);
      if (alias.resolve(document) === undefined) faults.push(aliasFault(alias, 'no anchor'));
    },
  });
  if (!faults.some((fault) => fault.fatal) && aliases[0] && isAliasBomb(document)) {
    faults.push(aliasFault(aliases[0], 'bomb'));
  }
  return faults;
}

function syntaxFault(error: YAMLError): YamlFault {
  const known = SENTENCES[error.code];
  const message =
    known?.[0] ?? `not valid YAML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`;
  const fatal = error.code !== 'DUPLICATE_KEY' && error.code !== 'TAG_RESOLVE_FAILED';
  return { offset: error.pos[0], message, hint: known?.[1] ?? null, fatal };
}

/** Keys must be text: YAML reads `8002:` as a number and `81E3:` as 81000, which is no Alert Code any more. */
function keyFault({ key, value }: Pair): YamlFault | null {
  if (isScalar(key) && typeof key.value === 'string') return null;
  const offset = offsetOf(key) ?? offsetOf(value) ?? 0;
  if (!isScalar(key) || key.value === null) {
    const message = 'a key must be one word of text';
    return { offset, message, hint: null, fatal: isCollection(key) };
  }
  const written = quotable(key.source ?? String(key.value));
  return { offset, message: `the key ${written} is not text`, hint: `quote it: "${written}"`, fatal: false };
}

function aliasFault(alias: Alias, kind: 'no anchor' | 'bomb'): YamlFault {
  const name = quotable(alias.source);
  const [message, hint] =
    kind === 'bomb'
      ? ['the aliases of this file multiply to an excessive size', 'write the repeated parts out']
      : [`the alias \`*${name}\` refers to nothing`, `set the anchor \`&${name}\` before it`];
  return { offset: offsetOf(alias) ?? 0, message, hint, fatal: true };
}

function isAliasBomb(document: Document): boolean {
  try {
    document.toJS();
    return false;
  } catch (thrown) {
    if (thrown instanceof ReferenceError) return true;
    throw thrown;
  }
}

function offsetOf(node: unknown): number | undefined {
  const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
  return range?.[0];
}
