/** `/page/dom.js`: making elements (text only, never HTML), icons, times. */
export const domScript = `
const SVG = 'http://www.w3.org/2000/svg';

const icons = {
  send: ['m3 3 3 9-3 9 19-9Z', 'M6 12h16'],
  plus: ['M5 12h14', 'M12 5v14'],
  check: ['M20 6 9 17l-5-5'],
  checks: ['M18 6 7 17l-5-5', 'm22 10-7.5 7.5L13 16'],
  clock: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20', 'M12 6v6l4 2'],
  alert: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20', 'M12 8v4', 'M12 16h.01'],
  back: ['m12 19-7-7 7-7', 'M19 12H5'],
  more: ['M12 5h.01', 'M12 12h.01', 'M12 19h.01'],
  pin: ['M20 10c0 5-5.5 10.2-7.4 11.8a1 1 0 0 1-1.2 0C9.5 20.2 4 15 4 10a8 8 0 0 1 16 0', 'M12 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6'],
  file: ['M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7Z', 'M14 2v4a2 2 0 0 0 2 2h4'],
  close: ['M18 6 6 18', 'm6 6 12 12'],
  person: ['M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2', 'M12 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8'],
  addPerson: ['M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2', 'M9 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8', 'M19 8v6', 'M22 11h-6'],
  sun: ['M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8', 'M12 2v2', 'M12 20v2', 'm4.9 4.9 1.4 1.4', 'm17.7 17.7 1.4 1.4', 'M2 12h2', 'M20 12h2', 'm6.3 17.7-1.4 1.4', 'm19.1 4.9-1.4 1.4'],
  moon: ['M12 3a6 6 0 0 0 9 9 9 9 0 1 1-9-9Z'],
  list: ['M8 6h13', 'M8 12h13', 'M8 18h13', 'M3 6h.01', 'M3 12h.01', 'M3 18h.01'],
  link: ['M15 3h6v6', 'M10 14 21 3', 'M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6'],
  chat: ['M7.9 20A9 9 0 1 0 4 16.1L2 22Z'],
  up: ['m5 12 7-7 7 7', 'M12 19V5'],
  down: ['M12 5v14', 'm19 12-7 7-7-7'],
};

export function icon(name, size) {
  const svg = document.createElementNS(SVG, 'svg');
  const side = String(size || 20);
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', width: side, height: side, fill: 'none',
    stroke: 'currentColor', 'stroke-width': '1.75', 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value);
  }
  for (const d of icons[name] || []) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    if (name === 'more') path.setAttribute('stroke-width', '2.75');
    svg.append(path);
  }
  return svg;
}

/** Strings among the children become text nodes: nothing a customer or business writes is ever parsed. */
export function el(tag, facts, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(facts || {})) {
    if (value === undefined || value === false || value === null) continue;
    if (key === 'on') for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else node.setAttribute(key, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

export const $ = (id) => document.getElementById(id);

export function clock(iso) {
  return new Date(iso).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

export function day(iso) {
  const date = new Date(iso);
  const today = new Date();
  if (date.toDateString() === today.toDateString()) return 'Today';
  return date.toLocaleDateString([], { weekday: 'short', day: 'numeric', month: 'short' });
}

export function labelOf(person) {
  return person.name || person.phone || person.username || person.userId;
}

export function avatar(text, key) {
  const words = text.replace('+', '').split(' ').filter(Boolean);
  const letters = words.length > 1 ? words[0][0] + words[words.length - 1][0] : (words[0] || '?').slice(0, 2);
  let sum = 0;
  for (const letter of key) sum += letter.charCodeAt(0);
  return el('span', { class: 'avatar hue-' + (sum % 6), 'aria-hidden': 'true' }, letters.toUpperCase());
}

/** A web address that is safe to put in a link, or undefined. */
export function safeLink(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
`;
