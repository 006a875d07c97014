// Alert Codes: 16 bits, written as four hexadecimal digits in upper case. An unknown code is still a code:
// manufacturers send codes that no list holds, and they must flow.

const ALERT_CODE = /^(?:0x)?([0-9A-Fa-f]{4})$/;

/** The same as text, for whoever can use no parser. */
export const ALERT_CODE_PATTERN = ALERT_CODE.source;

/** What a well-formed Alert Code looks like, for messages. */
export const ALERT_CODE_FORM = 'four hexadecimal digits, such as 81C3';

/** Reads `81C3`, `81c3` or `0x81C3`; undefined when the text is no Alert Code. */
export function parseAlertCode(text: string): number | undefined {
  const match = ALERT_CODE.exec(text);
  return match ? Number.parseInt(match[1]!, 16) : undefined;
}

const BYTE_TEXTS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));

/** Writes a code as four upper-case hexadecimal digits. */
export function formatAlertCode(code: number): string {
  return BYTE_TEXTS[code >> 8]! + BYTE_TEXTS[code & 0xff]!;
}
