// Texts such as `profile.default.threshold=5,10..50:10` in, the axes of a grid out, or an InputError with everything
// that is wrong with the texts. What the values must be is decided where the scenario or the profile is read.

import { isMap, isScalar, type Node, parseDocument } from 'yaml';
import { type Diagnostic, InputError } from '../domain/diagnostic.ts';
import { parseDuration } from '../domain/duration.ts';
import { codeFrame, linesOf } from './code-frame.ts';
import { quotable } from './printable.ts';
import { type Setting, settingValueText } from './setting.ts';
import { readRange } from './value-range.ts';

/** A path and the values that it takes in turn, each as a setting. */
export interface Axis {
  readonly path: string;
  readonly settings: readonly Setting[];
}

/** How diagnostics name these texts. */
const FILE = '--vary';
const FORM = 'write a path, `=` and values, such as profile.default.threshold=5,10,20';

/**
 * Reads axes, in the order they are given in.
 * @param fixed settings that hold for every run: none of them may vary
 * @throws InputError with all diagnostics at once
 */
export function readAxes(texts: readonly string[], fixed: readonly Setting[]): Axis[] {
  const found: Diagnostic[] = [];
  const axes = texts.flatMap((text) => {
    const faults = new Faults(text);
    const axis = readAxis(text, faults);
    found.push(...faults.found);
    return axis ? [{ text, axis }] : [];
  });
  for (const [at, { text, axis }] of axes.entries()) {
    const faults = new Faults(text);
    const { path } = axis;
    if (fixed.some((setting) => setting.path === path)) {
      faults.add(
        0,
        `\`${quotable(path)}\` is set with --set and cannot vary, too`,
        'leave one of the two out',
      );
    }
    for (const { axis: earlier } of axes.slice(0, at)) {
      if (earlier.path === path) {
        faults.add(0, `\`${quotable(path)}\` varies twice`, 'give all its values in one --vary');
      } else if (isWithin(path, earlier.path) || isWithin(earlier.path, path)) {
        const [inner, outer] = isWithin(path, earlier.path) ? [path, earlier.path] : [earlier.path, path];
        const message = `\`${quotable(inner)}\` lies within \`${quotable(outer)}\`, which varies as a whole`;
        faults.add(0, message, 'leave one of the two out');
      }
    }
    found.push(...faults.found);
  }
  if (found.length > 0) throw new InputError(FILE, found);
  return axes.map(({ axis }) => axis);
}

/** What is wrong with one text. */
class Faults {
  readonly found: Diagnostic[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  add(offset: number, message: string, hint: string | null): void {
    const { line, column } = this.placeOf(offset);
    const frame = codeFrame(linesOf(this.#text), line, column);
    this.found.push({ file: FILE, line, column, message, hint, frame });
  }

  placeOf(offset: number): { line: number; column: number } {
    const before = linesOf(this.#text.slice(0, offset));
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  }
}

function readAxis(text: string, faults: Faults): Axis | null {
  const equals = text.indexOf('=');
  const path = text.slice(0, Math.max(0, equals));
  if (equals < 1) faults.add(0, `\`${quotable(text)}\` is no path with values`, FORM);
  else if (path.split('.').includes('')) faults.add(0, `\`${quotable(path)}\` is no path`, FORM);
  if (faults.found.length > 0) return null;
  const from = equals + 1;
  const seen = new Map<string, string>();
  const settings = readValues(text, from, faults).map(({ value, offset }): Setting => {
    const meant = meaningOf(value);
    const twice = seen.get(meant);
    const shown = quotable(settingValueText(value));
    if (twice !== undefined) {
      const message =
        twice === shown ? `${shown} is given twice` : `${shown} is ${twice}, which is given already`;
      faults.add(offset, message, 'once is enough');
    }
    seen.set(meant, shown);
    return { path, value, place: { file: FILE, text, ...faults.placeOf(offset) } };
  });
  return faults.found.length > 0 ? null : { path, settings };
}

/** The values after `=`, read as the items of a YAML list in brackets, and where each of them stands. */
function readValues(text: string, from: number, faults: Faults): { value: unknown; offset: number }[] {
  const list = text.slice(from);
  if (/^\s*$/.test(list)) faults.add(from, 'there is no value', FORM);
  else if (/,\s*$/.test(list))
    faults.add(text.trimEnd().length - 1, 'there is no value after this comma', FORM);
  if (faults.found.length > 0) return [];
  const document = parseDocument(`[${list}]`, { schema: 'core', prettyErrors: false });
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) {
    const offset = Math.min(from + broken.pos[0] - 1, text.length);
    const message = `this is no list of values: ${broken.message.charAt(0).toLowerCase()}${broken.message.slice(1)}`;
    faults.add(offset, message, 'quote a value that holds commas, colons or brackets');
    return [];
  }
  const { items } = document.contents as unknown as { readonly items: readonly Node[] };
  return items.flatMap((item) => {
    const offset = from + item.range![0] - 1;
    const written = text.slice(offset, from + item.range![1] - 1);
    if (isMap(item) && !written.startsWith('{')) {
      faults.add(
        offset,
        `\`${quotable(written)}\` is no value`,
        'leave out the blank after the colon, or quote it',
      );
      return [];
    }
    const range = isScalar(item) && item.type === 'PLAIN' ? readRange(written.trim()) : null;
    if (range === null) return [{ value: item.toJS(document) as unknown, offset }];
    if ('values' in range) return range.values.map((value) => ({ value: value as unknown, offset }));
    faults.add(offset, range.message, range.hint);
    return [];
  });
}

/** Two values of the same meaning give the same text: `60m` is `1h`. */
function meaningOf(value: unknown): string {
  const us = typeof value === 'string' ? parseDuration(value) : undefined;
  return us === undefined ? JSON.stringify(value) : `${us} us`;
}

function isWithin(path: string, outer: string): boolean {
  return path.startsWith(`${outer}.`);
}
