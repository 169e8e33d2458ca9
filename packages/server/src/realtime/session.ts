import { realtimeCloseCodes } from '@parley/api-contract';
import { type HolderState, type KnownHolder, SupportError } from '@parley/core';
import type { Watched } from './access-watch.ts';
import type { AccountLive } from './account-live.ts';
import type { Connection } from './connection.ts';
import { type FrameContext, frameHandlers } from './frame-handlers.ts';
import { unlisten } from './listen.ts';
import type { SocketEnd, SocketFault } from './live-socket.ts';
import { readFrame } from './read-frame.ts';
import type { RealtimePeer } from './realtime-peer.ts';
import type { ConnectionTerms, RealtimeSession } from './realtime-session.ts';
import { type Greeted, type Hello, sayHello } from './say-hello.ts';
import { errorText, frameText } from './server-frames.ts';
import { closingEnd, errorEnd, faultEnd } from './session-ends.ts';
import type { AdmittedSession, SessionHost } from './session-host.ts';
import { lostTopics } from './topics.ts';
import { createTypingFilter, type TypingFilter } from './typing.ts';

/** What a proven connection that says nothing listens to. */
const provenHello: Hello = { topics: ['account', 'presence', 'queue'] };
/** Frames that wait while one before them is worked on. */
const maxWaiting = 100;
const maxBadFrames = 10;
const { notAuthenticated, badFrame, accessEnded, restart } = realtimeCloseCodes;

/** Speaks for a new peer: nothing is told to it before a valid hello, and only within `helloWithinMs`. */
export function createSession(
  host: SessionHost,
  peer: RealtimePeer,
  terms: ConnectionTerms,
): RealtimeSession {
  const session = new Session(host, peer, terms);
  if (terms.prove !== undefined) session.prove();
  return session;
}

/** A class, because there are ten thousand of them: each holds its own state and nothing else. */
class Session implements AdmittedSession, Watched {
  readonly #host: SessionHost;
  readonly #peer: RealtimePeer;
  readonly #terms: ConnectionTerms;
  #state: 'new' | 'greeting' | 'live' | 'over' = 'new';
  #patience: ReturnType<typeof setTimeout> | undefined;
  #greeted: GreetedContext | undefined = undefined;
  /** Absent while nothing waits. */
  #waiting: string[] | undefined = undefined;
  #isWorking = false;
  #badFrames = 0;

  constructor(host: SessionHost, peer: RealtimePeer, terms: ConnectionTerms) {
    this.#host = host;
    this.#peer = peer;
    this.#terms = terms;
    this.#patience = setTimeout(
      () => this.#end(errorEnd('not_authenticated', notAuthenticated)),
      host.settings.helloWithinMs,
    );
  }

  get holder(): KnownHolder | undefined {
    return this.#greeted?.connection.holder;
  }

  /** Says hello for a client that has proven who it is with the handshake. */
  prove(): void {
    this.#isWorking = true;
    void this.#greet(undefined, provenHello).then(() => {
      this.#isWorking = false;
      return this.#workOn();
    });
  }

  onText(text: string): void {
    if (this.#isOver()) return;
    this.#waiting ??= [];
    this.#waiting.push(text);
    if (this.#waiting.length > maxWaiting) this.#end(faultEnd('too_many_frames'));
    else void this.#workOn();
  }

  onFault(fault: SocketFault): SocketEnd {
    return faultEnd(fault);
  }

  onDrain(): SocketEnd {
    return closingEnd('restart', restart, this.#host.settings.reconnectWithinMs);
  }

  onClose(): void {
    this.#leave();
  }

  onState(now: HolderState): void {
    if (this.#greeted === undefined || this.#isOver()) return;
    if (!now.mayConnect) {
      this.#end(closingEnd('access_ended', accessEnded, 1));
      return;
    }
    const { connection, live } = this.#greeted;
    if (connection.agent === undefined || now.agent === undefined) return;
    connection.holder = { ...connection.holder, version: now.agent.version };
    connection.agent.name = now.agent.name;
    connection.agent.role = now.agent.role;
    const lost = lostTopics(connection);
    if (lost.length === 0) return;
    unlisten(connection, live, lost);
    this.#peer.send(frameText({ t: 'access_ended', topics: [...lost] }));
  }

  #end(how: SocketEnd): void {
    this.#peer.close(how);
    this.#leave();
  }

  #leave(): void {
    if (this.#isOver()) return;
    this.#state = 'over';
    this.#waiting = undefined;
    this.#stopWaitingForHello();
    if (this.#greeted !== undefined) this.#takeOut(this.#greeted);
  }

  #takeOut({ connection, live }: Greeted): void {
    const { access, settings } = this.#host;
    const { id, agent } = connection;
    access.remove(this);
    this.#host.release(connection);
    live.hub.leave(connection);
    live.queue.remove(connection);
    if (agent === undefined) return;
    live.viewers.leave({ connectionId: id, agentId: agent.id, name: agent.name });
    live.presence.leave(agent.id, id, performance.now() + settings.presenceGraceMs);
  }

  #stopWaitingForHello(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  #isOver(): boolean {
    return this.#state === 'over';
  }

  async #greet(ticket: string | undefined, hello: Hello): Promise<void> {
    this.#state = 'greeting';
    this.#stopWaitingForHello();
    const host = this.#host;
    try {
      const refusal = await sayHello(host, this, this.#peer, this.#terms, ticket, hello, (greeted) => {
        this.#greeted = new GreetedContext(greeted);
        host.access.add(this);
        // It was closed while its ticket was looked at.
        if (this.#isOver()) this.#takeOut(greeted);
      });
      if (refusal !== undefined) this.#end(refusal);
      else if (!this.#isOver()) this.#state = 'live';
    } catch (error) {
      const reason = SupportError.is(error) ? error.code : 'unknown';
      host.log.warn({ reason }, 'a realtime connection could not be let in');
      this.#peer.send(errorText('temporarily_unavailable'));
      this.#end(closingEnd('restart', restart, host.settings.reconnectWithinMs));
    }
  }

  async #workOn(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (let text = this.#waiting?.shift(); text !== undefined; text = this.#waiting?.shift())
      await this.#work(text);
    this.#waiting = undefined;
    this.#isWorking = false;
  }

  async #work(text: string): Promise<void> {
    const reading = readFrame(text);
    if ('code' in reading) {
      this.#badFrames += 1;
      if (this.#badFrames > maxBadFrames) this.#end(errorEnd(reading.code, badFrame));
      else this.#peer.send(errorText(reading.code, reading.id));
      return;
    }
    const { frame } = reading;
    if (frame.t === 'hello') {
      const { ticket, t: _t, ...hello } = frame;
      if (this.#state === 'new') await this.#greet(ticket, hello);
      else this.#peer.send(errorText('bad_frame'));
      return;
    }
    if (this.#greeted === undefined || this.#state !== 'live') {
      this.#end(errorEnd('not_authenticated', notAuthenticated));
      return;
    }
    try {
      await frameHandlers.get(frame.t)?.(this.#greeted, frame);
    } catch (error) {
      const reason = SupportError.is(error) ? error.code : 'unknown';
      this.#host.log.warn({ frame: frame.t, reason }, 'a realtime frame could not be dealt with');
      this.#peer.send(errorText('temporarily_unavailable', 'id' in frame ? frame.id : undefined));
    }
  }
}

/** What frames act on; most connections never type. */
class GreetedContext implements FrameContext, Greeted {
  readonly connection: Connection;
  readonly live: AccountLive;
  #typing: TypingFilter | undefined = undefined;

  constructor({ connection, live }: Greeted) {
    this.connection = connection;
    this.live = live;
  }

  get typing(): TypingFilter {
    this.#typing ??= createTypingFilter();
    return this.#typing;
  }
}
