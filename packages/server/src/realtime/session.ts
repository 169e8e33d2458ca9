import { realtimeCloseCodes } from '@parley/api-contract';
import { type HolderState, SupportError } from '@parley/core';
import type { Watched } from './access-watch.ts';
import { type FrameContext, frameHandlers } from './frame-handlers.ts';
import { unlisten } from './listen.ts';
import type { SocketEnd } from './live-socket.ts';
import { readFrame } from './read-frame.ts';
import type { RealtimePeer } from './realtime-peer.ts';
import type { ConnectionTerms, RealtimeSession } from './realtime-session.ts';
import { type Greeted, type Hello, sayHello } from './say-hello.ts';
import { errorText, frameText } from './server-frames.ts';
import { closingEnd, errorEnd, faultEnd } from './session-ends.ts';
import type { SessionHost } from './session-host.ts';
import { lostTopics } from './topics.ts';
import { createTypingFilter } from './typing.ts';

/** What a proven connection that says nothing listens to. */
const provenHello: Hello = { topics: ['account', 'presence', 'queue'] };
/** Frames that wait while one before them is worked on. */
const maxWaiting = 100;
const maxBadFrames = 10;

/** Speaks for a new peer: nothing is told to it before a valid hello, and only within `helloWithinMs`. */
export function createSession(
  host: SessionHost,
  peer: RealtimePeer,
  terms: ConnectionTerms,
): RealtimeSession {
  const { settings } = host;
  const { notAuthenticated, badFrame, accessEnded, restart } = realtimeCloseCodes;
  let state: 'new' | 'greeting' | 'live' | 'over' = 'new';
  let greeted: (Greeted & FrameContext & Watched) | undefined;
  let waiting: string[] = [];
  let isWorking = false;
  let badFrames = 0;

  const end = (how: SocketEnd): void => {
    peer.close(how);
    leave();
  };
  const leave = (): void => {
    if (state === 'over') return;
    state = 'over';
    waiting = [];
    clearTimeout(patience);
    if (greeted === undefined) return;
    const { connection, live } = greeted;
    const { id, agent } = connection;
    host.access.remove(greeted);
    host.release(id);
    live.hub.leave(connection);
    live.queue.remove(connection);
    if (agent === undefined) return;
    live.viewers.leave({ connectionId: id, agentId: agent.id, name: agent.name });
    live.presence.leave(agent.id, id, performance.now() + settings.presenceGraceMs);
  };
  const patience = setTimeout(() => {
    if (state === 'new') end(errorEnd('not_authenticated', notAuthenticated));
  }, settings.helloWithinMs);

  const onState = (now: HolderState): void => {
    if (greeted === undefined || state === 'over') return;
    if (!now.mayConnect) {
      end(closingEnd('access_ended', accessEnded, 1));
      return;
    }
    const { connection, live } = greeted;
    if (connection.agent === undefined || now.agent === undefined) return;
    connection.agent.name = now.agent.name;
    connection.agent.role = now.agent.role;
    const lost = lostTopics(connection);
    if (lost.length === 0) return;
    unlisten(connection, live, lost);
    peer.send(frameText({ t: 'access_ended', topics: [...lost] }));
  };

  const greet = async (ticket: string | undefined, hello: Hello): Promise<void> => {
    state = 'greeting';
    try {
      const refusal = await sayHello(host, session, peer, terms, ticket, hello, ({ connection, live }) => {
        greeted = {
          connection,
          live,
          typing: createTypingFilter(),
          holder: connection.holder,
          version: connection.agent?.version,
          onState,
        };
        host.access.add(greeted);
        // It was closed while its ticket was looked at.
        if (isOver()) undo();
      });
      if (refusal !== undefined) end(refusal);
      else if (!isOver()) state = 'live';
    } catch (error) {
      const reason = SupportError.is(error) ? error.code : 'unknown';
      host.log.warn({ reason }, 'a realtime connection could not be let in');
      peer.send(errorText('temporarily_unavailable'));
      end(closingEnd('restart', restart, settings.reconnectWithinMs));
    }
  };
  const isOver = (): boolean => state === 'over';
  const undo = (): void => {
    state = 'greeting';
    leave();
  };

  const work = async (text: string): Promise<void> => {
    const reading = readFrame(text);
    if ('code' in reading) {
      badFrames += 1;
      if (badFrames > maxBadFrames) end(errorEnd(reading.code, badFrame));
      else peer.send(errorText(reading.code, reading.id));
      return;
    }
    const { frame } = reading;
    if (frame.t === 'hello') {
      const { ticket, t: _t, ...hello } = frame;
      if (state === 'new') await greet(ticket, hello);
      else peer.send(errorText('bad_frame'));
      return;
    }
    if (greeted === undefined || state !== 'live') {
      end(errorEnd('not_authenticated', notAuthenticated));
      return;
    }
    try {
      await frameHandlers.get(frame.t)?.(greeted, frame);
    } catch (error) {
      const reason = SupportError.is(error) ? error.code : 'unknown';
      host.log.warn({ frame: frame.t, reason }, 'a realtime frame could not be dealt with');
      peer.send(errorText('temporarily_unavailable', 'id' in frame ? frame.id : undefined));
    }
  };
  const workOn = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    for (let text = waiting.shift(); text !== undefined; text = waiting.shift()) await work(text);
    isWorking = false;
  };

  const session: RealtimeSession = {
    onText(text) {
      if (state === 'over') return;
      waiting.push(text);
      if (waiting.length > maxWaiting) end(faultEnd('too_many_frames'));
      else void workOn();
    },
    onFault: faultEnd,
    onDrain: () => closingEnd('restart', restart, settings.reconnectWithinMs),
    onClose: leave,
  };
  if (terms.prove !== undefined) {
    isWorking = true;
    void greet(undefined, provenHello).then(() => {
      isWorking = false;
      return workOn();
    });
  }
  return session;
}
