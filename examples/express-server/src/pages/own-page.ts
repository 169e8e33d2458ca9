import type { Request } from 'express';

/**
 * Whether a browser sends this from a page of this server: other sites must not sign anybody in or out, or fetch tokens.
 * Browsers name where a request comes from and pages cannot change that; programs that send neither header hold no cookie.
 */
export function isOwnPage(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = request.headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
