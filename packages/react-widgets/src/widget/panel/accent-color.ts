/** White, or the darkest text of the design. */
export type OnAccent = '#ffffff' | '#14171f';

/**
 * Which text is read best on a colour (WCAG 2.2 relative luminance).
 * @param color `rgb(…)` as computed styles have it, or `#rgb` / `#rrggbb`
 * @returns null when it cannot be read
 */
export function onAccent(color: string): OnAccent | null {
  const channels = channelsOf(color);
  if (channels === null) return null;
  const [red = 0, green = 0, blue = 0] = channels.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Of the dark text itself: 0.0086. Equal contrast lies where both quotients meet.
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.0586 ? '#ffffff' : '#14171f';
}

function channelsOf(color: string): readonly number[] | null {
  const text = color.trim();
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text)?.[1];
  if (hex !== undefined) {
    const six = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    return [0, 2, 4].map((at) => Number.parseInt(six.slice(at, at + 2), 16));
  }
  const numbers = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(text);
  return numbers === null ? null : numbers.slice(1, 4).map(Number);
}
