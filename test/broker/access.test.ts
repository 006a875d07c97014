// Who may do what at the broker, and what was refused.

import { describe, expect, it } from 'vitest';
import { Access, userClientId } from '../../src/broker/access.ts';
import { Refusals } from '../../src/broker/refusals.ts';
import { alertTopic, deliveryTopic, userFilter } from '../../src/wire/topics.ts';
import { A, B } from './parts.ts';

const access = new Access([
  [A, A],
  [B, B],
]);
const SUPPLIER = userClientId('Supplier');

describe('access', () => {
  it.each([
    ['a Device of the run', A, true],
    ['a User', SUPPLIER, true],
    ['a Device nobody knows', '02-53-50-02-00-00-00-03', false],
    ['nobody', '', false],
    ['a User that does not exist', 'user-Nobody', false],
    ['a User without its prefix', 'Supplier', false],
    ['a Device in lower case', '02-53-50-02-00-00-00-0a', false],
  ])('to the broker for %s', (_, clientId, may) => {
    expect(access.mayConnect(clientId)).toBe(may);
  });

  it.each([
    ['a Device below its own topic', A, alertTopic(A, 0x81c3), true],
    ['a Device below another one', A, alertTopic(B, 0x81c3), false],
    ['a Device to a User', A, deliveryTopic('Supplier', A, 0x81c3), false],
    ['a Device below its own topic, a level further down', A, `${alertTopic(A, 0x81c3)}/x`, false],
    ['a Device to the broker', A, '$SYS/broker', false],
    ['a User to a Device', SUPPLIER, alertTopic(A, 0x81c3), false],
    ['a User to itself', SUPPLIER, deliveryTopic('Supplier', A, 0x81c3), false],
    ['a stranger as itself', '02-53-50-02-00-00-00-03', alertTopic('02-53-50-02-00-00-00-03', 1), false],
  ])('to publish for %s', (_, clientId, topic, may) => {
    expect(access.mayPublish(clientId, topic)).toBe(may);
  });

  it.each([
    ['a User to what is addressed to it', SUPPLIER, userFilter('Supplier'), true],
    ['a User to what is addressed to another', SUPPLIER, userFilter('DCC'), false],
    ['a User to everything', SUPPLIER, '#', false],
    ['a User to all Users', SUPPLIER, 'users/+/alerts/#', false],
    ['a User to part of its own', SUPPLIER, `users/Supplier/alerts/${A}/#`, false],
    ['a Device to a User', A, userFilter('Supplier'), false],
    ['a Device to itself', A, alertTopic(A, 0x81c3), false],
  ])('to subscribe for %s', (_, clientId, filter, may) => {
    expect(access.maySubscribe(clientId, filter)).toBe(may);
  });
});

describe('refusals', () => {
  it('are counted by reason, and only those that occurred', () => {
    const refusals = new Refusals();
    expect([refusals.total, refusals.byReason]).toEqual([0, {}]);
    refusals.count('foreign-topic');
    const before = refusals.byReason;
    refusals.count('foreign-topic');
    refusals.count('unknown-client');
    expect([refusals.total, refusals.byReason]).toEqual([3, { 'foreign-topic': 2, 'unknown-client': 1 }]);
    expect(before).toEqual({ 'foreign-topic': 1 });
  });
});

describe('access over the connection of a hub', () => {
  const C = '02-53-50-02-00-00-00-03';
  const hubs = new Access([
    [A, 'hub-1'],
    [B, 'hub-1'],
    [C, 'hub-2'],
  ]);

  it.each([
    ['hub-1', true],
    ['hub-2', true],
    ['hub-3', false],
    [A, false],
  ])('is given to %s: %j', (clientId, may) => {
    expect(hubs.mayConnect(clientId)).toBe(may);
  });

  it.each([
    ['hub-1', A, true],
    ['hub-1', B, true],
    ['hub-1', C, false],
    ['hub-2', C, true],
    [A, A, false],
    ['hub-1', '02-53-50-02-00-00-00-04', false],
  ])('lets %s publish for %s: %j', (clientId, deviceId, may) => {
    expect(hubs.mayPublish(clientId, alertTopic(deviceId, 0x81c3))).toBe(may);
  });

  it('lets no hub read what a User is given', () => {
    expect(hubs.maySubscribe('hub-1', userFilter('Supplier'))).toBe(false);
  });
});
