// The address of a broker as it is written in, its parts out, or a sentence that says what is wrong with it. A password
// goes no further than to whoever connects: it is in nothing that is shown.

import { StormError } from '../domain/failure.ts';

/** Where a broker is, and as whom to come to it. */
export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
  /** The address without the password and the user name. */
  readonly shown: string;
}

const PORTS: Readonly<Record<string, number>> = { 'mqtt:': 1883, 'mqtts:': 8883 };

/**
 * Reads `mqtt://host:port` or `mqtts://host:port`; port, user name and password may be left out.
 * @throws StormError `usage`.
 */
export function readBrokerAddress(text: string): BrokerAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const usual = url && PORTS[url.protocol];
  const more = url && (url.search !== '' || url.hash !== '' || !['', '/'].includes(url.pathname));
  if (!url || usual === undefined || more || url.hostname === '') {
    throw new StormError('usage', {
      problem: `no broker is at ${withoutSecrets(text)}`,
      way: 'Write mqtt://host:port, or mqtts://host:port for TLS.',
    });
  }
  const port = url.port === '' ? usual : Number(url.port);
  const username = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    tls: url.protocol === 'mqtts:',
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    shown: `${url.protocol}//${url.hostname}:${port}`,
  };
}

function withoutSecrets(text: string): string {
  return text.replace(/\/\/.*@/, '//');
}
