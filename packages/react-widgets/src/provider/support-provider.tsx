'use client';
import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Appearance } from '../appearance/appearance.ts';
import { createSupportClient } from '../client/create-support-client.ts';
import type { SupportClient } from '../client/support-client.ts';
import type { Catalogue, TextOverrides } from '../i18n/catalogue.ts';
import { createTranslate } from '../i18n/create-translate.ts';
import { createTimeFormats } from '../i18n/format-time.ts';
import { localTag } from '../i18n/local-tag.ts';
import { createNumberFormat } from '../i18n/number-format.ts';
import { type KeymapOverrides, keymapWith } from '../shortcuts/keymap.ts';
import { createShortcutRegistry } from '../shortcuts/shortcut-registry.ts';
import { createSharedClock } from './clock.ts';
import { createComposerModes } from './composer-modes.ts';
import { type Support, SupportContext } from './support-context.ts';

interface CommonProps {
  readonly children?: ReactNode;
  /** Texts, from `@parley/react-widgets/locales` or your own. @defaultValue English in the ready-made components */
  readonly catalogue?: Catalogue;
  /** Own words over the catalogue. */
  readonly messages?: TextOverrides;
  /** BCP 47; how dates, numbers and plurals are written. @defaultValue the browser's variety of the catalogue's language */
  readonly locale?: string;
  /** @defaultValue the catalogue's, else `ltr` */
  readonly dir?: 'ltr' | 'rtl';
  /** IANA zone of shown times. @defaultValue the browser's */
  readonly timeZone?: string;
  readonly appearance?: Appearance;
  /** Other keys, or `false` for none. Give the same object at each render, or the keys are registered anew. */
  readonly shortcuts?: KeymapOverrides | false;
  /** Where the time comes from, in milliseconds since the epoch. @defaultValue Date.now */
  readonly now?: () => number;
}

/** Where the server is and how to sign in there. */
export interface ConnectedProviderProps extends CommonProps {
  /** Where the server is mounted, e.g. `/support` or `https://support.example.com`. */
  readonly baseUrl: string;
  /** A fresh agent token: asked at the start, before the old one expires, and once after a 401. */
  readonly getToken: () => string | Promise<string>;
  /** @defaultValue 'auto' */
  readonly transport?: 'auto' | 'ws' | 'sse' | 'poll';
  /** Where unsent messages and drafts are kept. @defaultValue 'idb' */
  readonly storage?: 'idb' | 'memory';
  readonly client?: undefined;
}

/** A client made elsewhere, such as a test's. */
export interface GivenClientProviderProps extends CommonProps {
  /** Started and stopped by who made it. */
  readonly client: SupportClient;
}

/** Props of {@link SupportProvider}. */
export type SupportProviderProps = ConnectedProviderProps | GivenClientProviderProps;

/**
 * Connects everything below to one server as one agent. Renders nothing of its own; several on a page share nothing.
 *
 * @example
 * <SupportProvider baseUrl="/support" getToken={getToken}>
 *   <Inbox fill="viewport" />
 * </SupportProvider>
 */
export function SupportProvider(props: SupportProviderProps): ReactNode {
  if (props.client !== undefined) return <WithClient {...props} client={props.client} />;
  return <WithOwnClient key={`${props.baseUrl} ${props.transport} ${props.storage}`} {...props} />;
}

function WithOwnClient(props: ConnectedProviderProps): ReactNode {
  const { baseUrl, transport, storage } = props;
  const getToken = useRef(props.getToken);
  useEffect(() => {
    getToken.current = props.getToken;
  });
  const [client] = useState<SupportClient>(() =>
    createSupportClient({
      baseUrl,
      getToken: async () => getToken.current(),
      ...(transport === undefined ? {} : { transport }),
      ...(storage === undefined ? {} : { storage }),
    }),
  );
  useLifeOf(client);
  return <WithClient {...props} client={client} />;
}

/** Starts on mount. Stops after unmount, but not for the trial unmount of StrictMode. */
function useLifeOf(client: SupportClient): void {
  const stopping = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    clearTimeout(stopping.current);
    client.start();
    return () => {
      stopping.current = setTimeout(() => client.stop(), 0);
    };
  }, [client]);
}

/** Runs while the page waits, e.g. for the first answer of the server. @returns how to call it off */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, 1);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(run);
  return () => cancelIdleCallback(idle);
}

/** A server does not know how the reader writes the language; it is seen to once the page is taken over. */
function useLocale(given: string | undefined, language: string): string {
  return useSyncExternalStore(
    never,
    () => given ?? localTag(language, globalThis.navigator?.languages ?? []),
    () => given ?? language,
  );
}

const never = (): (() => void) => () => undefined;
const systemClock = (): number => Date.now();

function WithClient(props: CommonProps & { readonly client: SupportClient }): ReactNode {
  const { client, catalogue, messages, timeZone, appearance, shortcuts, now = systemClock } = props;
  const locale = useLocale(props.locale, catalogue?.locale ?? 'en');
  const dir = props.dir ?? catalogue?.dir ?? 'ltr';
  const number = useMemo(() => createNumberFormat(locale), [locale]);
  const t = useMemo(
    () => createTranslate(locale, catalogue?.texts, messages, number),
    [locale, catalogue, messages, number],
  );
  const times = useMemo(() => createTimeFormats(locale, timeZone), [locale, timeZone]);
  useEffect(() => whenIdle(times.warmUp), [times]);
  const clock = useMemo(() => createSharedClock(now), [now]);
  const registry = useMemo(() => createShortcutRegistry(keymapWith(shortcuts)), [shortcuts]);
  const [composerModes] = useState(createComposerModes);
  const [plain] = useState<Appearance>({});
  const value = useMemo<Support>(
    () => ({
      client,
      clock,
      locale,
      dir,
      t,
      times,
      number,
      appearance: appearance ?? plain,
      shortcuts: registry,
      composerModes,
      given: { catalogue, messages },
    }),
    [
      client,
      clock,
      locale,
      dir,
      t,
      times,
      number,
      appearance,
      plain,
      registry,
      composerModes,
      catalogue,
      messages,
    ],
  );
  return <SupportContext.Provider value={value}>{props.children}</SupportContext.Provider>;
}
