import type { Connection } from './connection.ts';
import type { EventNames } from './event-aliases.ts';
import { nextTurn, socketsPerTurn } from './next-turn.ts';
import type { RealtimePeer } from './realtime-peer.ts';
import type { NamedText } from './server-frames.ts';

/** Connections with more unread bytes than this miss what is true only for the moment. */
const behindBytes = 64 * 1024;

/** Sends something ephemeral to many: written once per kind of name, encoded once per kind of peer. */
export async function broadcast(connections: Iterable<Connection>, text: NamedText): Promise<void> {
  const encoded = new Map<EventNames, Map<RealtimePeer['encode'], Uint8Array>>();
  let told = 0;
  for (const { peer, names } of [...connections]) {
    if (peer.bufferedBytes > behindBytes) continue;
    const ofNames = encoded.get(names) ?? new Map<RealtimePeer['encode'], Uint8Array>();
    encoded.set(names, ofNames);
    const frames = ofNames.get(peer.encode) ?? peer.encode([text(names)]);
    ofNames.set(peer.encode, frames);
    peer.write(frames);
    told += 1;
    if (told % socketsPerTurn === 0) await nextTurn();
  }
}
