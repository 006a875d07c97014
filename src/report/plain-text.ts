// Text from files, Devices or a throttle goes in; text that cannot steer a terminal or fake a line comes out.
// Nothing that a run did not write itself may reach a screen or a report without passing here.

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the purpose of this file
const LOW_CONTROLS = /[\u0000-\u001f]/g;
/** C1 controls, and the marks that reorder or hide the text around them. */
const UNSEEN = /[\u0080-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const picture = (control: string): string => String.fromCharCode(0x2400 + control.charCodeAt(0));

/** One line of text with every control character made visible: ESC becomes `␛`, a line break a space. */
export function plainText(text: string): string {
  return text
    .replace(BREAKS, ' ')
    .replace(LOW_CONTROLS, picture)
    .replace(/\u007f/g, '\u2421')
    .replace(UNSEEN, '\ufffd');
}

/** The same for text that is meant to have several lines, such as a code frame. */
export function plainLines(text: string): string[] {
  return text.split(/\r?\n/).map((line) => plainText(line.replaceAll('\t', '  ')));
}
