// A share from 0 to 1 in, a colour out, and the ink that can be read on it. Two ramps of one hue each, from pale to
// deep: whoever cannot tell the hues apart still sees what is darker, and so does a printer without colour.

/** What darker means: more of something, or worse. */
export type RampName = 'more' | 'worse';

type Rgb = readonly [red: number, green: number, blue: number];

const RAMPS: Readonly<Record<RampName, readonly [pale: Rgb, deep: Rgb]>> = {
  more: [
    [236, 244, 252],
    [8, 69, 148],
  ],
  worse: [
    [255, 245, 230],
    [140, 45, 4],
  ],
};

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** The fill for a share, and the ink that contrasts better with it. */
export function rampColours(ramp: RampName, part: number): { readonly fill: string; readonly ink: string } {
  const [pale, deep] = RAMPS[ramp];
  const [red, green, blue] = pale.map((from, at) =>
    Math.round(from + (deep[at]! - from) * part),
  ) as unknown as Rgb;
  const fill: Rgb = [red, green, blue];
  const ink = contrast(fill, WHITE) > contrast(fill, BLACK) ? WHITE : BLACK;
  return { fill: rgbText(fill), ink: rgbText(ink) };
}

/** The contrast of two colours as WCAG 2.1 defines it, 1…21. */
function contrast(one: Rgb, other: Rgb): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function rgbText([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}
