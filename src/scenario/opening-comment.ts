// The comment a scenario file opens with, in which it explains itself: purpose, requirement, expected outcome, what is
// assumed. For people who choose a scenario; nothing in it changes a run, and a file without it is as good.

const LABELS = {
  Purpose: 'purpose',
  Requirement: 'requirement',
  Expected: 'expected',
  Assumed: 'assumed',
  'Run with': 'runWith',
} as const;

/** What a scenario says of itself; null where its comment does not. */
export interface OpeningComment {
  readonly purpose: string | null;
  /** The requirement in words, beside the names under `requirements`. */
  readonly requirement: string | null;
  readonly expected: string | null;
  readonly assumed: string | null;
  /** The flags it is meant for, and why, where it is not meant to be run as it is. */
  readonly runWith: string | null;
}

/** Reads the comment lines that a scenario starts with; each part on one line. */
export function openingComment(text: string): OpeningComment {
  const parts: Record<keyof OpeningComment, string | null> = {
    purpose: null,
    requirement: null,
    expected: null,
    assumed: null,
    runWith: null,
  };
  let part: keyof OpeningComment | null = null;
  for (const line of text.split('\n')) {
    const comment = /^#\s*(.*)$/.exec(line.trimEnd())?.[1];
    if (comment === undefined) break;
    const [, label, first] = /^([A-Z][a-z ]*): +(.*)$/.exec(comment) ?? [];
    if (label !== undefined && Object.hasOwn(LABELS, label)) {
      part = LABELS[label as keyof typeof LABELS];
      parts[part] = first!;
    } else if (part !== null && comment !== '') {
      parts[part] += ` ${comment}`;
    }
  }
  return parts;
}
