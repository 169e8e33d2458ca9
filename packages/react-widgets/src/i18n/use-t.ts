import { useSupport } from '../provider/support-context.ts';
import type { Translate } from './catalogue.ts';

/**
 * Texts in the provider's language. Inside the ready-made components English stands in for what a catalogue does not say.
 *
 * @example
 * const t = useT();
 * t('list.new', { count: 3 });
 */
export function useT(): Translate {
  return useSupport().t;
}
