// What Node runs the reference server with. Its own start script decides, so that everything that starts it runs the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workspace.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'examples', 'express-server', 'package.json'), 'utf8'));

/** Arguments of Node, the file to run left out. @type {readonly string[]} */
export const serverArguments = manifest.scripts.start.split(' ').slice(1, -1);
