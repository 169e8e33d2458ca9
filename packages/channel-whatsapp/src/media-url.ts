/** Where files are unless the host says otherwise. WhatsApp Cloud API, media. */
export const defaultMediaHosts: readonly string[] = ['lookaside.fbsbx.com', '*.fbcdn.net', '*.whatsapp.net'];

/**
 * The address, if it is one the token may be sent to; undefined otherwise. Hosts are compared whole, after the URL parser
 * brought them to one form, so `lookaside.fbsbx.com.evil.example`, other ports, user names, trailing dots and numeric
 * addresses do not pass. Plain http only where the list names that very origin.
 */
export function trustedMediaUrl(address: string | undefined, allowed: readonly string[]): URL | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return undefined;
  return allowed.some((entry) => matches(url, entry)) ? url : undefined;
}

function matches(url: URL, entry: string): boolean {
  if (entry.includes('://')) return URL.canParse(entry) && new URL(entry).origin === url.origin;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  const host = entry.toLowerCase();
  return host.startsWith('*.')
    ? url.hostname.endsWith(host.slice(1)) && url.hostname.length > host.length - 1
    : url.hostname === host;
}
