// The version of Node goes in; a sentence comes out when it is too old. Must stay free of imports and of
// new syntax: it is the one file that an old Node has to understand.

const OLDEST = [20, 19] as const;

/** Why this version of Node is refused, or null when it will do. */
export function refusalOfNode(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const recent = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return recent ? null : `stormproof needs Node ${OLDEST.join('.')} or newer; this is Node ${version}.`;
}
