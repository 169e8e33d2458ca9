import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, type Response } from 'express';

/** Built by `npm start` and `npm run build`; the published package brings it along. */
const builtFolder = join(
  fileURLToPath(new URL('.', import.meta.resolve('@parley/react-widgets/package.json'))),
  'dist',
  'browser',
);
const ownFolder = fileURLToPath(new URL('assets/', import.meta.url));

/** What pages of other sites load: the customer chat. */
const forOtherSites = ['/widget.js', '/panel.js'];

/** The scripts and style sheets of our pages under `/assets/`, and the customer chat's at `/widget.js`. */
export function browserFiles(): RequestHandler {
  const router = express.Router();
  router.use('/assets', files(ownFolder, 'same-origin'), files(builtFolder, 'same-origin'));
  router.get(forOtherSites, files(builtFolder, 'cross-origin'));
  return router;
}

/** Whether the browser bundles were built. */
export function hasBrowserFiles(): boolean {
  return existsSync(join(builtFolder, 'widget.js')) && existsSync(join(builtFolder, 'parley-inbox.js'));
}

function files(folder: string, resourcePolicy: 'same-origin' | 'cross-origin'): RequestHandler {
  return express.static(folder, {
    index: false,
    // Checked at each load, answered with 304 while it is the same: a new release is there at once.
    cacheControl: false,
    setHeaders(response: Response) {
      response.set({ 'cache-control': 'no-cache', 'cross-origin-resource-policy': resourcePolicy });
      if (resourcePolicy === 'cross-origin') response.set('access-control-allow-origin', '*');
    },
  });
}
