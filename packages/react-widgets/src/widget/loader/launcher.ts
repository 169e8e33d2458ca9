import { launcherStyle } from './launcher-style.ts';

/** The round button; its texts are the loader's, until the panel brings the catalogue. */
export interface Launcher {
  readonly button: HTMLButtonElement;
  setUnread(count: number): void;
  setLocale(locale: string): void;
}

// lucide: message-circle, x.
const icons = [
  'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719',
  'M18 6 6 18M6 6l12 12',
];
const labels: Readonly<Record<string, string>> = { ar: 'افتح المحادثة', de: 'Chat öffnen' };

/** Puts the launcher into a shadow root: without `innerHTML`, without a style element. */
export function createLauncher(root: ShadowRoot): Launcher {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyle);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement('button');
  const badge = document.createElement('span');
  let unread = 0;
  let label = '';
  const show = (): void => {
    badge.hidden = unread === 0;
    badge.textContent = unread > 99 ? '99+' : `${unread}`;
    button.ariaLabel = unread > 0 ? `${label} (${unread})` : label;
  };

  button.type = 'button';
  button.className = 'launcher';
  button.ariaExpanded = 'false';
  button.ariaHasPopup = 'dialog';
  for (const icon of icons) {
    const svg = svgElement('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' });
    svg.append(svgElement('path', { d: icon }));
    button.append(svg);
  }
  button.append(badge);
  root.append(button);
  // In the browser's top layer no z-index and no transformed ancestor of the page matters.
  button.popover = 'manual';
  button.showPopover?.();

  return {
    button,
    setUnread: (count) => {
      unread = count;
      show();
    },
    setLocale: (locale) => {
      const language = locale.slice(0, 2).toLowerCase();
      label = labels[language] ?? 'Open chat';
      button.dir = language === 'ar' ? 'rtl' : 'ltr';
      show();
    },
  };
}

function svgElement(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
