// Text of an input on its way to a screen. Anything in, one harmless line out: an input must never move
// the cursor, ring the bell or flood the terminal through its own error message.

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters to keep out.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Longest piece of an input that a message repeats. */
const LONGEST_QUOTE = 40;

/** Replaces every control character by one visible character, so columns stay where they were. */
export function printable(text: string): string {
  return text.replace(CONTROLS, (character) => (character === '\t' ? ' ' : '\ufffd'));
}

/** A piece of the input, short enough and on one line, for use inside a sentence. */
export function quotable(text: string): string {
  const line = printable(text.replace(/\s+/g, ' ').trim());
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}
