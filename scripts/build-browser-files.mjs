// Bundles what pages load: the customer chat and the agents' inbox. Takes about a second.
import { join } from 'node:path';
import { root, run, workspaceNode } from './workspace.mjs';

/** @returns {Promise<number>} exit status */
export const buildBrowserFiles = () =>
  run(workspaceNode(), [join('packages', 'react-widgets', 'scripts', 'build-browser.mjs')], {
    cwd: root,
    quiet: true,
  });
