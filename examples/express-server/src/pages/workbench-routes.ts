import type { AgentId, Desk } from '@parley/core';
import type { ParleyServer } from '@parley/server';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { demoAccount } from '../demo-account.ts';
import { isOwnPage } from './own-page.ts';
import { signInPage } from './sign-in-page.ts';
import { workbenchPage } from './workbench-page.ts';
import { cookieOptions, createWorkbenchSessions, sessionCookie } from './workbench-session.ts';

/** What the workbench's routes work with. */
export interface WorkbenchOptions {
  readonly server: ParleyServer;
  /** Of the demo account. */
  readonly desk: Desk;
  /** At least 32 bytes; signs the sign-in cookie. */
  readonly sessionKey: Uint8Array;
  /** Where the phone simulator runs. */
  readonly simulatorUrl: string | undefined;
}

/**
 * The agents' page at `/workbench`, with the demo's sign-in: anybody may be one of the demo agents. A product mounts the
 * same component behind its own sign-in instead, and hands out tokens as `/workbench/token` does.
 */
export function workbenchRoutes({
  server,
  desk,
  sessionKey,
  simulatorUrl,
}: WorkbenchOptions): RequestHandler {
  const sessions = createWorkbenchSessions(sessionKey);
  const router = express.Router();

  router.get('/workbench', async (request, response) => {
    const agentId = await sessions.open(request.headers.cookie);
    if (agentId === undefined) return response.redirect(303, '/workbench/sign-in');
    return sendPage(response, workbenchPage({ simulatorUrl }));
  });

  router.get('/workbench/sign-in', async (_request, response) => {
    const agents = await desk.agents.list();
    sendPage(response, signInPage(agents));
  });

  router.post(
    '/workbench/sign-in',
    onlyOwnPages,
    express.urlencoded({ extended: false, limit: '1kb' }),
    async (request, response) => {
      const wanted: unknown = (request.body as Record<string, unknown> | undefined)?.['agent'];
      const agent = (await desk.agents.list()).find(({ id }) => id === wanted);
      if (agent === undefined) return response.redirect(303, '/workbench/sign-in');
      response.cookie(sessionCookie, await sessions.seal(agent.id), cookieOptions);
      return response.redirect(303, '/workbench');
    },
  );

  router.post('/workbench/sign-out', onlyOwnPages, (_request, response) => {
    response.clearCookie(sessionCookie, { path: cookieOptions.path ?? '/' });
    response.redirect(303, '/workbench/sign-in');
  });

  router.post('/workbench/token', onlyOwnPages, async (request, response) => {
    const agentId = await sessions.open(request.headers.cookie);
    if (agentId === undefined) return response.status(401).type('text').send('Sign in first.');
    const answer = await askForToken(server, agentId, request);
    if (answer === undefined) return response.status(401).type('text').send('This agent may not sign in.');
    return response.set('cache-control', 'no-store').type('text').send(answer);
  });
  return router;
}

/** As any backend would over HTTP: with the API key, which never reaches the browser. */
async function askForToken(
  server: ParleyServer,
  agentId: AgentId,
  request: Request,
): Promise<string | undefined> {
  const answer = await server.fetch(
    new Request(new URL(`/v1/agents/${agentId}/tokens`, `http://${request.headers.host ?? 'localhost'}`), {
      method: 'POST',
      headers: { authorization: `Bearer ${demoAccount.apiKey}` },
    }),
  );
  if (!answer.ok) return undefined;
  return ((await answer.json()) as { token: string }).token;
}

const onlyOwnPages: RequestHandler = (request, response, next) => {
  if (isOwnPage(request)) next();
  else response.status(403).type('text').send("Only this server's own pages may do that.");
};

function sendPage(response: Response, page: string): void {
  response.set('cache-control', 'no-store').type('html').send(page);
}
