import type { RequestListener } from 'node:http';
import type { ParleyServer } from '@parley/server';
import { toNodeHandler } from '@parley/server/node';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { type LandingOptions, landingPage } from './landing-page.ts';
import { browserFiles } from './pages/browser-files.ts';
import { contentSecurityPolicy } from './pages/content-security-policy.ts';
import { demoRoutes } from './pages/demo-routes.ts';
import { type WorkbenchOptions, workbenchRoutes } from './pages/workbench-routes.ts';

/** What the app serves beside the API. */
export interface AppOptions {
  readonly landing: LandingOptions;
  /** Absent = neither the workbench with the demo's sign-in nor the demo shop is there. */
  readonly workbench?: Omit<WorkbenchOptions, 'server'>;
}

/**
 * What the HTTP server listens with: webhooks go straight to Parley, since the busiest path of all needs nothing of what
 * Express does per request; the rest goes through the app.
 */
export function createListener(server: ParleyServer, options: AppOptions): RequestListener {
  const parley = toNodeHandler(server);
  const app = createApp(server, options);
  return (request, response) => {
    if (request.url?.startsWith('/webhooks/') === true) parley(request, response);
    else app(request, response);
  };
}

/**
 * The Express app: Parley beside whatever else a team serves. It would serve webhooks just as well; where you mount it in
 * an app of yours, put it above body parsers, because signatures are over the exact bytes.
 */
function createApp(server: ParleyServer, { landing, workbench }: AppOptions): Express {
  const app = express();
  const page = landingPage(landing);
  app.disable('x-powered-by');
  app.disable('etag');
  // Browsers would otherwise ask for https on this machine, where there is none.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.get('/', (_request, response) => {
    response.type('html').send(page);
  });
  app.use(browserFiles());
  if (workbench !== undefined) {
    app.use(['/workbench', '/demo'], helmet.contentSecurityPolicy(contentSecurityPolicy));
    app.use(workbenchRoutes({ server, ...workbench }), demoRoutes());
  }
  app.use(toNodeHandler(server));
  return app;
}
