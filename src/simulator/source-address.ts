// From which address a connection is made. A source address has some 28,000 ports for each broker, so the connections
// of one host share out over several of its loopback addresses when there are more. Pure.

/** Connections from one address: below the ports that Linux hands out, with room for what else goes on. */
const CONNECTIONS_PER_ADDRESS = 25_000;

/** Loopback addresses used besides the usual one. */
const MOST_ADDRESSES = 200;

/**
 * The address for the n-th connection of all; undefined where the system's own choice will do, as it must for a broker
 * that is not on this host.
 */
export function sourceAddress(host: string, connection: number): string | undefined {
  const address = Math.floor(connection / CONNECTIONS_PER_ADDRESS) % MOST_ADDRESSES;
  return address === 0 || !host.startsWith('127.') ? undefined : `127.0.0.${1 + address}`;
}
