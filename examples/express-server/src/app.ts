import type { ParleyServer } from '@parley/server';
import { toNodeHandler } from '@parley/server/node';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { type LandingOptions, landingPage } from './landing-page.ts';

/**
 * The Express app: Parley beside whatever else a team serves. Parley comes before body parsers, because signatures are
 * over the exact bytes, and webhooks before helmet, whose headers are for browsers.
 */
export function createApp(server: ParleyServer, landing: LandingOptions): Express {
  const app = express();
  const parley = toNodeHandler(server);
  const page = landingPage(landing);
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((request, response, next) => {
    if (request.path.startsWith('/webhooks/')) parley(request, response);
    else next();
  });
  // Browsers would otherwise ask for https on this machine, where there is none.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.get('/', (_request, response) => {
    response.type('html').send(page);
  });
  app.use(parley);
  return app;
}
