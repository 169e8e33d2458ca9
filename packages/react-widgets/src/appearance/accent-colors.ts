/** Reads `#rgb`, `#rrggbb` (alpha is ignored). */
function rgbOf(color: string): readonly [number, number, number] | undefined {
  const match = /^#(?:([0-9a-f]{3})[0-9a-f]?|([0-9a-f]{6})(?:[0-9a-f]{2})?)$/i.exec(color.trim());
  if (match === null) return undefined;
  const hex = match[2] ?? [...(match[1] ?? '')].map((digit) => digit + digit).join('');
  const channel = (start: number): number => Number.parseInt(hex.slice(start, start + 2), 16);
  return [channel(0), channel(2), channel(4)];
}

/** Relative luminance (WCAG 2.2). */
function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * The text colour with the higher contrast on `accent`: always at least 4.5 to 1. `undefined` where the colour is not
 * written as hex.
 */
export function textOn(accent: string): '#fff' | '#000' | undefined {
  const rgb = rgbOf(accent);
  if (rgb === undefined) return undefined;
  const light = luminance(rgb);
  const onWhite = 1.05 / (light + 0.05);
  const onDark = (light + 0.05) / 0.05;
  return onWhite >= onDark || onWhite >= 4.5 ? '#fff' : '#000';
}
