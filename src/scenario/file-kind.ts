// The text of a file in, what it is meant to be out: told by its keys, or where it is no sound YAML by how its lines
// begin. Whether it is a good one is decided by whoever reads it.

import { YamlText } from './yaml-text.ts';

/** The kinds of files of this format. */
export type FileKind = 'scenario' | 'profile' | 'part';

/** What a text is meant to be; undefined when it does not say so. Scenarios and parts may name a profile, too. */
export function fileKind(text: string): FileKind | undefined {
  const source = new YamlText(text, '');
  const says = (kind: string): boolean =>
    source.unreadable ? new RegExp(`^${kind}\\s*:`, 'm').test(text) : source.at([kind]) !== undefined;
  return (['scenario', 'part', 'profile'] as const).find(says);
}
