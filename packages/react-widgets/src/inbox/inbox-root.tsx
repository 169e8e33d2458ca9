'use client';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { Announcer } from '../announcer/announcer.tsx';
import { textOn } from '../appearance/accent-colors.ts';
import type { Appearance, AppearanceVariables } from '../appearance/appearance.ts';
import { useParts } from '../appearance/use-parts.ts';
import { ConversationRow } from '../conversation-list/conversation-row.tsx';
import { createTranslate } from '../i18n/create-translate.ts';
import { en } from '../i18n/en.ts';
import { Message } from '../message/message-view.tsx';
import { SupportContext, useSupport } from '../provider/support-context.ts';
import { ShortcutSheet } from '../shortcuts/shortcut-sheet.tsx';
import { useShortcutKeys } from '../shortcuts/use-shortcut-keys.ts';
import { keepTheme, readTheme } from './kept-theme.ts';
import { type Slots, SlotsContext } from './slots.ts';
import { ThemeContext } from './theme-context.ts';

/** Props of {@link InboxRoot}. */
export interface InboxRootProps {
  readonly children?: ReactNode;
  /** Own parts in place of ours. */
  readonly components?: Partial<Slots>;
  /** `viewport` = the whole window, `parent` = the box it stands in. @defaultValue 'parent' */
  readonly fill?: 'viewport' | 'parent';
}

const variableNames: { readonly [Name in keyof Required<AppearanceVariables>]: string } = {
  accent: '--parley-accent',
  radius: '--parley-radius',
  fontFamily: '--parley-font',
  background: '--parley-bg',
  text: '--parley-fg',
  border: '--parley-border',
};

/**
 * What every inbox component stands in: tokens and theme, shortcuts, announcements. `Inbox` brings its own; put one around
 * parts that you compose yourself.
 */
export function InboxRoot({ children, components, fill = 'parent' }: InboxRootProps): ReactNode {
  const support = useSupport();
  const { appearance, locale, given } = support;
  // English stands under what the host gave, so that no text is ever missing.
  const withEnglish = useMemo(
    () => ({
      ...support,
      t: createTranslate(locale, { ...en.texts, ...given.catalogue?.texts }, given.messages, support.number),
    }),
    [support, locale, given],
  );
  const slots = useMemo<Slots>(
    () => ({
      ConversationRow: components?.ConversationRow ?? ConversationRow,
      Message: components?.Message ?? Message,
      ContextExtra: components?.ContextExtra,
    }),
    [components?.ConversationRow, components?.Message, components?.ContextExtra],
  );
  const [chosen, setChosen] = useState<NonNullable<Appearance['theme']>>();
  const theme = chosen ?? appearance.theme ?? 'auto';
  const themeChoice = useMemo(
    () => ({
      theme,
      setTheme(next: NonNullable<Appearance['theme']>) {
        setChosen(next);
        keepTheme(next);
      },
    }),
    [theme],
  );
  return (
    <SupportContext.Provider value={withEnglish}>
      <ThemeContext.Provider value={themeChoice}>
        <SlotsContext.Provider value={slots}>
          <RootElement fill={fill} theme={theme} onKeptTheme={setChosen}>
            {children}
          </RootElement>
        </SlotsContext.Provider>
      </ThemeContext.Provider>
    </SupportContext.Provider>
  );
}

function RootElement({
  children,
  fill,
  theme,
  onKeptTheme,
}: {
  readonly children: ReactNode;
  readonly fill: 'viewport' | 'parent';
  readonly theme: NonNullable<Appearance['theme']>;
  readonly onKeptTheme: (theme: NonNullable<Appearance['theme']>) => void;
}): ReactNode {
  const part = useParts();
  const { appearance, dir, locale } = useSupport();
  const root = useRef<HTMLDivElement>(null);
  const { variables, density = 'comfortable' } = appearance;
  useShortcutKeys(root, fill === 'viewport');
  // Through the CSSOM: a strict `style-src` forbids style attributes in the page's HTML.
  const setRoot = useCallback(
    (element: HTMLDivElement | null) => {
      root.current = element;
      if (element === null) return;
      for (const [name, property] of Object.entries(variableNames)) {
        const value = variables?.[name as keyof AppearanceVariables];
        if (value === undefined) element.style.removeProperty(property);
        else element.style.setProperty(property, value);
      }
      const onAccent = variables?.accent === undefined ? undefined : textOn(variables.accent);
      if (onAccent !== undefined) element.style.setProperty('--parley-on-accent', onAccent);
      else element.style.removeProperty('--parley-on-accent');
      const kept = readTheme();
      if (kept !== undefined) onKeptTheme(kept);
    },
    [variables, onKeptTheme],
  );
  const { className, ...attributes } = part('inbox', { theme, density, fill });
  return (
    <div
      {...attributes}
      className={className === undefined ? 'parley-root' : `parley-root ${className}`}
      ref={setRoot}
      dir={dir}
      lang={locale}
      tabIndex={-1}
    >
      <Announcer>
        {children}
        <ShortcutSheet />
      </Announcer>
    </div>
  );
}
