import { createHash } from 'node:crypto';
import { chatAppAdapter } from '@parley/channel-chatapp';
import { whatsAppAdapter } from '@parley/channel-whatsapp';
import {
  type CipherKey,
  createAesGcmCipher,
  createParley,
  type Logger,
  type Parley,
  type Storage,
} from '@parley/core';
import { createLocalDiskBlobStore } from '@parley/core/local-disk';
import { createServer, type ParleyServer } from '@parley/server';
import { createPgliteStorage, createPostgresStorage } from '@parley/storage-postgres';
import type { Config } from './config.ts';
import { refuseDemo, seedDemo } from './demo.ts';
import { fillEmptyDesk } from './demo-story/fill-empty-desk.ts';
import { derivedKey } from './derived-key.ts';

/** Everything the process runs. */
export interface Composed {
  readonly parley: Parley;
  readonly server: ParleyServer;
  readonly storage: Storage;
}

/**
 * Wires the engine: the one file that names every adapter. Nothing is sent before `parley.start()`.
 * @throws {DemoInProductionError} and what opening the database throws
 */
export async function compose(config: Config, log: Logger): Promise<Composed> {
  const storage = await openStorage(config, log);
  try {
    const [sealing, ...older] = config.encryptionKeys;
    const parley = createParley({
      storage,
      log,
      blobs: createLocalDiskBlobStore({ directory: config.filesDir }),
      cipher: createAesGcmCipher([cipherKey(sealing), ...older.map(cipherKey)]),
      channels: [
        whatsAppAdapter({
          graphBaseUrl: config.graphUrl,
          ...(config.graphVersion === undefined ? {} : { apiVersion: config.graphVersion }),
          // Only the simulator hands out files from the address of its API.
          ...(config.demo ? { mediaHosts: [new URL(config.graphUrl).origin] } : {}),
        }),
        chatAppAdapter(),
      ],
    });
    if (config.demo) await seedDemo(parley, ownOrigins(config));
    if (config.demoConversations > 0) await fillEmptyDesk(parley, config.demoConversations);
    if (config.isProduction) await refuseDemo(parley);
    const server = createServer({
      parley,
      log,
      cursorKey: derivedKey(sealing, 'parley cursor key'),
      tokenKey: derivedKey(sealing, 'parley token key'),
      corsOrigins: config.corsOrigins,
      trustRequestId: config.trustRequestId,
      trustedProxies: config.trustedProxies,
      ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
    });
    return { parley, server, storage };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

function openStorage({ database }: Config, log: Logger): Promise<Storage> {
  if (database.kind === 'embedded') return createPgliteStorage({ dataDir: database.dataDir, log });
  return createPostgresStorage({
    connectionString: database.url,
    poolSize: database.poolSize,
    migrate: true,
    log,
    ...(database.migrationUrl === undefined ? {} : { migrationConnectionString: database.migrationUrl }),
  });
}

/** Where the demo's own pages are. */
function ownOrigins({ port, publicUrl }: Config): readonly string[] {
  const origins = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  return publicUrl === undefined ? origins : [...origins, new URL(publicUrl).origin];
}

/** Keys are named after their bytes, so that a rotation needs no names. */
function cipherKey(bytes: Uint8Array): CipherKey {
  return { id: createHash('sha256').update('parley key id').update(bytes).digest('hex').slice(0, 8), bytes };
}
