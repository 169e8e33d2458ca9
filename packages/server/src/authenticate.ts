import { type Parley, type Principal, UnauthenticatedError } from '@parley/core';
import type { AgentTokens } from './agent-tokens.ts';
import type { Exchange } from './exchange.ts';

/** Who calls, by the `Authorization` header. */
export interface Authenticator {
  /**
   * The holder of an API key or of an agent's token. Missing, malformed, unknown and revoked credentials are answered
   * alike, and so are tokens of agents who are disabled or gone.
   * @throws {UnauthenticatedError | TokenExpiredError}
   */
  authenticate(exchange: Pick<Exchange, 'header'>): Promise<Principal>;
}

const bearer = /^bearer +([\x21-\x7e]{1,1024})$/i;

/** Makes the one place that turns credentials into a caller. */
export function createAuthenticator(parley: Parley, tokens: AgentTokens): Authenticator {
  return {
    async authenticate(exchange) {
      const secret = bearer.exec(exchange.header('authorization') ?? '')?.[1];
      if (secret === undefined) throw new UnauthenticatedError();
      // `{"` in base64: how every JWT begins, and no API key.
      if (!secret.startsWith('eyJ')) return parley.authenticate(secret);
      return parley.authenticateAgent(await tokens.read(secret));
    },
  };
}
