import { expect, test } from 'vitest';
import { onAccent } from './accent-color.ts';

test.each([
  ['rgb(61, 91, 240)', '#ffffff'],
  ['#3d5bf0', '#ffffff'],
  ['#000', '#ffffff'],
  ['#fff', '#14171f'],
  ['rgb(245, 179, 1)', '#14171f'],
  ['rgba(0, 200, 83, 1)', '#14171f'],
  ['#c02626', '#ffffff'],
])('text on %s is %s', (accent, text) => {
  expect(onAccent(accent)).toBe(text);
});

test('the better of the two texts has at least 4.2 to 1 on every grey', () => {
  const luminance = (value: number): number => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  for (let grey = 0; grey < 256; grey += 1) {
    const back = luminance(grey) + 0.05;
    const text = onAccent(`rgb(${grey}, ${grey}, ${grey})`) === '#ffffff' ? 1.05 : 0.0086 + 0.05;
    expect(Math.max(back, text) / Math.min(back, text)).toBeGreaterThan(4.2);
  }
});

test('a colour that cannot be read is not guessed at', () => {
  expect(onAccent('color(display-p3 1 0 0)')).toBeNull();
});
