import type { ChatTranslator } from '../i18n/chat-translator.ts';
import type { ChatSettings } from '../panel-contract.ts';
import { onAccent } from './accent-color.ts';
import { composerStyle } from './composer-style.ts';
import { fileStyle } from './file-style.ts';
import { frameStyle } from './frame-style.ts';
import { threadStyle } from './thread-style.ts';
import { tokenStyle } from './token-style.ts';

const plainFonts = /^["']?(times|serif)/i;
let sheet: CSSStyleSheet | undefined;

/** Theme, colour, language and font of a window; by the CSSOM, so that a strict `style-src` has nothing to refuse. */
export function showAppearance(
  element: HTMLElement,
  launcher: HTMLElement,
  settings: ChatSettings,
  words: ChatTranslator,
): void {
  adopt(element.getRootNode() as ShadowRoot);
  element.dataset['theme'] = settings.theme;
  element.lang = words.locale;
  element.dir = words.direction;
  launcher.dir = words.direction;
  element.style.setProperty('--accent', settings.accent);
  const shown = getComputedStyle(launcher).backgroundColor;
  for (const part of [element, launcher]) part.style.setProperty('--on-accent', onAccent(shown) ?? '#ffffff');
  // The page's own font, unless the page never chose one.
  const font = getComputedStyle(document.body).fontFamily;
  element.style.setProperty('--host-font', font === '' || plainFonts.test(font) ? '' : font);
}

function adopt(root: ShadowRoot): void {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(tokenStyle + frameStyle + threadStyle + composerStyle + fileStyle);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
