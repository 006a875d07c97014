// Where a broker is: what is read of its address, and that no password is ever shown.

import { expect, it } from 'vitest';
import { readBrokerAddress } from '../../src/capture/broker-address.ts';

it.each([
  ['mqtt://broker', { host: 'broker', port: 1883, tls: false, shown: 'mqtt://broker:1883' }],
  ['mqtts://broker/', { host: 'broker', port: 8883, tls: true, shown: 'mqtts://broker:8883' }],
  ['mqtt://10.0.0.7:2000', { host: '10.0.0.7', port: 2000, tls: false, shown: 'mqtt://10.0.0.7:2000' }],
  ['mqtt://[::1]:2000', { host: '::1', port: 2000, tls: false, shown: 'mqtt://[::1]:2000' }],
  [
    'mqtt://sit:p%40ss@broker',
    {
      host: 'broker',
      port: 1883,
      tls: false,
      username: 'sit',
      password: 'p@ss',
      shown: 'mqtt://broker:1883',
    },
  ],
])('%s is read.', (text, address) => {
  expect(readBrokerAddress(text)).toEqual(address);
});

it.each([
  ['broker', 'no broker is at broker'],
  ['broker:1883', 'no broker is at broker:1883'],
  ['http://sit:secret@broker', 'no broker is at http://broker'],
  ['mqtt://broker/topic', 'no broker is at mqtt://broker/topic'],
  ['mqtt://broker?x=1', 'no broker is at mqtt://broker?x=1'],
  ['mqtt://', 'no broker is at mqtt://'],
  ['mqtt://broker:99999', 'no broker is at mqtt://broker:99999'],
  ['', 'no broker is at '],
])('%j is refused.', (text, message) => {
  expect(() => readBrokerAddress(text)).toThrow(
    expect.objectContaining({
      kind: 'usage',
      message,
      hint: 'Write mqtt://host:port, or mqtts://host:port for TLS.',
    }),
  );
});
