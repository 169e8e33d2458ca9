import type { Exchange } from './exchange.ts';

/**
 * Where a request comes from, as far as it can be known: what counts as one caller. Of IPv6 the network (/64), for a
 * caller has all addresses in it. Undefined where the face does not know.
 *
 * @param trustedProxies how many proxies in front append to `X-Forwarded-For`. What stands further left in it was
 * written by the caller and proves nothing.
 */
export function callerAddress(
  { remoteAddress, header }: Pick<Exchange, 'remoteAddress' | 'header'>,
  trustedProxies: number,
): string | undefined {
  if (trustedProxies === 0) return networkOf(remoteAddress);
  const forwarded = (header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const appended = forwarded.filter((part) => part !== '').slice(-trustedProxies);
  return networkOf(appended[0] ?? remoteAddress);
}

function networkOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  // IPv4 in IPv6's clothes, as a socket that listens to both has it.
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
