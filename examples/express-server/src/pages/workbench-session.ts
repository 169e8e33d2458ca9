import type { AgentId } from '@parley/core';
import type { CookieOptions } from 'express';
import { jwtVerify, SignJWT } from 'jose';

/** The cookie that remembers who signed in. */
export const sessionCookie = 'parley_workbench';

const lifeSeconds = 8 * 60 * 60;
const audience = 'parley:workbench';

/** Only this server reads it, only on the workbench's own pages, never from a page of another site. */
export const cookieOptions: CookieOptions = {
  httpOnly: true,
  sameSite: 'strict',
  path: '/workbench',
  maxAge: lifeSeconds * 1000,
};

/** Makes and reads the cookie of the workbench's sign-in. */
export interface WorkbenchSessions {
  seal(agentId: AgentId): Promise<string>;
  /** Who signed in; undefined = nobody, or too long ago. */
  open(cookieHeader: string | undefined): Promise<AgentId | undefined>;
}

/** Sessions signed with `key` (HS256, at least 32 bytes), 8 hours long. */
export function createWorkbenchSessions(key: Uint8Array): WorkbenchSessions {
  return {
    seal: (agentId) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(agentId)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${lifeSeconds}s`)
        .sign(key),
    async open(cookieHeader) {
      const sealed = readCookie(cookieHeader, sessionCookie);
      if (sealed === undefined) return undefined;
      try {
        const { payload } = await jwtVerify(sealed, key, { algorithms: ['HS256'], audience });
        return payload.sub as AgentId | undefined;
      } catch {
        return undefined;
      }
    },
  };
}

function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}
