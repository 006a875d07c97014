// The topics of a capture: what is subscribed to, and what a topic then tells.

import { describe, expect, it } from 'vitest';
import { readTopicPattern } from '../../src/capture/topic-pattern.ts';

describe('a pattern of topics', () => {
  it.each([
    ['devices/{device}/alerts/{code}', 'devices/+/alerts/+', ['device', 'code']],
    ['{any}/{counter}/+/x/#', '+/+/+/x/#', ['counter']],
    ['{device}', '+', ['device']],
    ['#', '#', []],
    ['/a//b', '/a//b', []],
    ['$SYS/alerts', '$SYS/alerts', []],
  ])('%j is subscribed to as %j', (pattern, filter, fields) => {
    expect(readTopicPattern(pattern)).toMatchObject({ filter, fields });
  });

  it.each([
    ['devices/{device}/alerts/{code}', 'devices/D/alerts/81C3', { device: 'D', code: '81C3' }],
    ['{any}/{counter}/#', 'x/7/y/z', { counter: '7' }],
    ['{any}/{counter}/#', 'x/7', { counter: '7' }],
    ['a/+/{code}', 'a//81C3', { code: '81C3' }],
    ['#', 'a/b', {}],
    ['a/{device}', 'a/b/c', undefined],
    ['a/{device}/c', 'a/b', undefined],
  ])('%j reads %j', (pattern, topic, told) => {
    expect(readTopicPattern(pattern).read(topic)).toEqual(told);
  });

  it.each([
    ['', 'the topic is empty', 'Write it like devices/{device}/alerts/{code}.'],
    ['a/{devise}', 'the topic has an unknown placeholder {devise}', 'Did you mean {device}?'],
    [
      'a/{}',
      'the topic has an unknown placeholder {}',
      'The placeholders are {device}, {code}, {counter} or {any}.',
    ],
    [
      'a/meter-{device}',
      'a placeholder stands for a whole level of a topic, not for a part of meter-{device}',
      'Write {device}, {code}, {counter} or {any} alone between two slashes.',
    ],
    ['{code}/{code}', 'the topic has {code} twice', 'Write {any} for one of the two.'],
    ['a/#/b', '# is no level of a topic', 'MQTT has + for a whole level, and # for all levels at the end.'],
    ['a/b+', 'b+ is no level of a topic', 'MQTT has + for a whole level, and # for all levels at the end.'],
  ])('%j is none', (pattern, message, hint) => {
    expect(() => readTopicPattern(pattern)).toThrow(
      expect.objectContaining({ kind: 'usage', message, hint, exitCode: 2 }),
    );
  });
});
