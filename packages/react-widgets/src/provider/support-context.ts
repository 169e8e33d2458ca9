import { createContext, useContext } from 'react';
import type { Appearance } from '../appearance/appearance.ts';
import type { SupportClient } from '../client/support-client.ts';
import type { Catalogue, TextOverrides, Translate } from '../i18n/catalogue.ts';
import type { TimeFormats } from '../i18n/format-time.ts';
import type { ShortcutRegistry } from '../shortcuts/shortcut-registry.ts';
import type { SharedClock } from './clock.ts';
import type { ComposerModes } from './composer-modes.ts';

/** What hooks and components below one provider use. */
export interface Support {
  readonly client: SupportClient;
  readonly clock: SharedClock;
  /** BCP 47. */
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly t: Translate;
  readonly times: TimeFormats;
  /** Writes a number as the language does. */
  readonly number: (value: number) => string;
  readonly appearance: Appearance;
  readonly shortcuts: ShortcutRegistry;
  readonly composerModes: ComposerModes;
  /** What the host gave, so that components can put their own language under it. */
  readonly given: {
    readonly catalogue: Catalogue | undefined;
    readonly messages: TextOverrides | undefined;
  };
}

/** Internal: filled by `SupportProvider`. */
export const SupportContext = createContext<Support | undefined>(undefined);

/**
 * What the provider above holds.
 *
 * @throws Error if there is no `SupportProvider` above
 */
export function useSupport(): Support {
  const support = useContext(SupportContext);
  if (support === undefined) {
    throw new Error('There is no <SupportProvider> above this component. Put one around it.');
  }
  return support;
}
