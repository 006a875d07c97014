// The topics to listen to, as a person writes them, in: the filter to subscribe to, and what a topic then says of its
// Alert, out. A placeholder stands for a whole level, as MQTT's own `+` does.

import { StormError } from '../domain/failure.ts';
import { nearestWord } from '../scenario/nearest-word.ts';

/** What a topic may tell of an Alert. */
export const TOPIC_FIELDS = ['device', 'code', 'counter'] as const;

/** One of them. */
export type TopicField = (typeof TOPIC_FIELDS)[number];

/** What one topic tells. */
export type TopicFields = { readonly [Field in TopicField]?: string };

/** Topics to listen to. */
export interface TopicPattern {
  /** As MQTT 3.1.1 section 4.7 has it. */
  readonly filter: string;
  /** What the topic tells, in the order in which it tells it. */
  readonly fields: readonly TopicField[];
  /** Reads a topic; undefined when the pattern does not fit it. */
  read(topic: string): TopicFields | undefined;
}

const PLACEHOLDER = /^\{(.*)\}$/;
const ANY = 'any';
const PLACEHOLDERS = '{device}, {code}, {counter} or {any}';

/**
 * Reads a pattern such as `devices/{device}/alerts/{code}`.
 * @throws StormError `usage`.
 */
export function readTopicPattern(pattern: string): TopicPattern {
  if (pattern === '') throw wrong('the topic is empty', 'Write it like devices/{device}/alerts/{code}.');
  const levels = pattern.split('/');
  const fieldAt = levels.map((level, at) => fieldOf(level, at === levels.length - 1));
  const fields = fieldAt.filter((field) => field !== null);
  const twice = fields.find((field, at) => fields.indexOf(field) !== at);
  if (twice !== undefined) throw wrong(`the topic has {${twice}} twice`, 'Write {any} for one of the two.');
  const filter = levels.map((level) => (PLACEHOLDER.test(level) ? '+' : level)).join('/');
  return {
    filter,
    fields,
    read: (topic) => {
      const parts = topic.split('/');
      if (!filter.endsWith('#') && parts.length !== levels.length) return undefined;
      const told: { [Field in TopicField]?: string } = {};
      for (const [at, field] of fieldAt.entries()) {
        const part = parts[at];
        if (field !== null && part !== undefined) told[field] = part;
      }
      return told;
    },
  };
}

/** The field that a level tells, null for one that tells none. */
function fieldOf(level: string, last: boolean): TopicField | null {
  const [, name] = PLACEHOLDER.exec(level) ?? [];
  if (name !== undefined) {
    if (name === ANY) return null;
    const field = TOPIC_FIELDS.find((known) => known === name);
    if (field !== undefined) return field;
    const nearest = nearestWord(name, [...TOPIC_FIELDS, ANY]);
    const way = nearest === null ? `The placeholders are ${PLACEHOLDERS}.` : `Did you mean {${nearest}}?`;
    throw wrong(`the topic has an unknown placeholder {${name}}`, way);
  }
  if (/[{}]/.test(level)) {
    const way = `Write ${PLACEHOLDERS} alone between two slashes.`;
    throw wrong(`a placeholder stands for a whole level of a topic, not for a part of ${level}`, way);
  }
  if (level === '+' || (level === '#' && last) || !/[+#]/.test(level)) return null;
  throw wrong(
    `${level} is no level of a topic`,
    'MQTT has + for a whole level, and # for all levels at the end.',
  );
}

const wrong = (problem: string, way: string): StormError => new StormError('usage', { problem, way });
