import { type Parley, type Principal, UnauthenticatedError } from '@parley/core';
import type { Exchange } from './exchange.ts';

const bearer = /^bearer +([\x21-\x7e]{1,256})$/i;

/** Who calls. Missing, malformed, unknown and revoked keys are answered alike. @throws {UnauthenticatedError} */
export async function authenticate(parley: Parley, exchange: Exchange): Promise<Principal> {
  const secret = bearer.exec(exchange.header('authorization') ?? '')?.[1];
  if (secret === undefined) throw new UnauthenticatedError();
  return parley.authenticate(secret);
}
