import type { InboxId } from '@parley/core';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createAgentTokens } from '../agent-tokens.ts';
import { createVisitorTokens } from './visitor-tokens.ts';

const key = new Uint8Array(32).fill(5);
const tokens = createVisitorTokens(key);
const inboxId: InboxId = `inb_${'1'.repeat(32)}`;
const other: InboxId = `inb_${'2'.repeat(32)}`;
const at = new Date('2026-11-02T09:00:00Z');
const days = (n: number) => new Date(at.getTime() + n * 86_400_000);

describe('the token of a visitor', () => {
  it('proves the visitor for 90 days, in its inbox', async () => {
    const { token, expiresAt } = await tokens.make(inboxId, 'v-1', at);
    expect(expiresAt).toEqual(days(90));
    expect(await tokens.read(token, inboxId, days(89))).toMatchObject({ visitorId: 'v-1' });
    await expect(tokens.read(token, inboxId, days(91))).rejects.toMatchObject({ code: 'token_expired' });
    await expect(tokens.read(token, other, at)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is not taken from another installation, nor altered', async () => {
    const { token } = await createVisitorTokens(new Uint8Array(32).fill(6)).make(inboxId, 'v-1', at);
    await expect(tokens.read(token, inboxId, at)).rejects.toMatchObject({ code: 'unauthenticated' });
    const good = (await tokens.make(inboxId, 'v-1', at)).token;
    const [head, , signature] = good.split('.');
    const forged = {
      iss: 'parley',
      aud: 'parley:visitor',
      sub: 'v-2',
      inb: inboxId,
      iat: 1,
      exp: 9_999_999_999,
    };
    const claims = Buffer.from(JSON.stringify(forged)).toString('base64url');
    for (const bad of [`${head}.${claims}.${signature}`, `${head}.${claims}.`, good.slice(0, -2)])
      await expect(tokens.read(bad, inboxId, at)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is signed with a key of its own: the same secret signed directly is no token', async () => {
    const direct = await new SignJWT({ inb: inboxId })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer('parley')
      .setAudience('parley:visitor')
      .setSubject('v-1')
      .setIssuedAt(at.getTime() / 1000)
      .setExpirationTime(at.getTime() / 1000 + 60)
      .sign(key);
    await expect(tokens.read(direct, inboxId, at)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('is left to the host where it is none of ours', async () => {
    const agent = await createAgentTokens(key, () => at.getTime()).make({
      accountId: `acc_${'1'.repeat(32)}`,
      agentId: `agt_${'1'.repeat(32)}`,
    });
    for (const foreign of [agent.token, 'a.b.c', '', 'x'.repeat(5000), 'a.bnVsbA.c', 'a.%.c'])
      expect(await tokens.read(foreign, inboxId, at)).toBeUndefined();
  });
});
