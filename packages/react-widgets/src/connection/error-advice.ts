import type { ClientError } from '../client/client-error.ts';
import type { Translate } from '../i18n/catalogue.ts';

const own = ['network_error', 'timed_out', 'unauthorized'] as const;

/** What to do about an error: in the reader's language where it is the browser's own, else as the server says. */
export function errorAdvice(error: ClientError, t: Translate): string {
  const code = own.find((one) => one === error.code);
  return code === undefined ? (error.fix ?? error.message) : t(`problem.${code}`);
}
