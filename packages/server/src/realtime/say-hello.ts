import { realtimeCloseCodes } from '@parley/api-contract';
import type { HolderState, LogCursor, LogPosition, TicketHolder } from '@parley/core';
import type { AccountLive } from './account-live.ts';
import type { Connection } from './connection.ts';
import { allowedTopics, tellState } from './listen.ts';
import type { SocketEnd } from './live-socket.ts';
import type { ClientFrame } from './read-frame.ts';
import type { RealtimePeer } from './realtime-peer.ts';
import type { ConnectionTerms } from './realtime-session.ts';
import { frameText } from './server-frames.ts';
import { errorEnd } from './session-ends.ts';
import type { AdmittedSession, SessionHost } from './session-host.ts';
import { listSet, noConversations, sortTopics, type Topic } from './topics.ts';

/** What hello asks for; the ticket is gone by then. */
export type Hello = Omit<Extract<ClientFrame, { readonly t: 'hello' }>, 't' | 'ticket'>;

/** A connection that was let in. */
export interface Greeted {
  readonly connection: Connection;
  readonly live: AccountLive;
}

/** What a connection hears that does not say. */
const usualTopics: readonly Topic[] = ['account'];

/**
 * Lets a connection in: who is it, may they, what do they hear, what have they missed.
 *
 * @param onBuilt told of the connection before it hears anything, so that whoever ends it can take it out again
 * @returns how to end it, where it may not
 */
export async function sayHello(
  host: SessionHost,
  session: AdmittedSession,
  peer: RealtimePeer,
  terms: ConnectionTerms,
  ticket: string | undefined,
  hello: Hello,
  onBuilt: (greeted: Greeted) => void,
): Promise<SocketEnd | undefined> {
  const { notAuthenticated, tooManyConnections } = realtimeCloseCodes;
  const holder = await (ticket === undefined ? terms.prove?.() : host.realtime.redeemTicket(ticket));
  if (holder === undefined || (terms.onlyAgent !== undefined && holder.agentId !== terms.onlyAgent))
    return errorEnd('ticket_refused', notAuthenticated);
  const state = await host.access.check(holder);
  if (!state.mayConnect) return errorEnd('ticket_refused', notAuthenticated);

  const live = await host.live(holder.accountId);
  const connection = connectionOf(
    peer,
    { ...holder, accountId: live.accountId },
    state,
    hello.names ?? terms.names ?? 'parley',
  );
  if (!host.admit(connection, session)) return errorEnd('too_many_connections', tooManyConnections);
  onBuilt({ connection, live });

  const wanted = hello.topics ?? usualTopics;
  const allowed = await allowedTopics(connection, live, wanted);
  const { topics, refused } = allowed === 'too_many' ? { topics: [], refused: [...wanted] } : allowed;
  const { lists, conversations } = sortTopics(topics);
  connection.lists = listSet(lists);
  if (conversations.length > 0) connection.conversations = new Set(conversations);
  await live.hub.join(connection, cursorOf(hello));
  if (connection.isGone) return undefined;
  if (refused.length > 0) peer.send(frameText({ t: 'subscribed', id: 'hello', topics, refused }));
  if (connection.agent !== undefined)
    live.presence.say(connection.agent.id, connection.id, hello.availability ?? 'online');
  tellState(connection, live, topics);
  return undefined;
}

function connectionOf(
  peer: RealtimePeer,
  holder: TicketHolder,
  state: Extract<HolderState, { readonly mayConnect: true }>,
  names: Connection['names'],
): Connection {
  const { agent } = state;
  const { agentId } = holder;
  return {
    id: crypto.randomUUID(),
    peer,
    holder: agent === undefined ? holder : { ...holder, version: agent.version },
    agent:
      agent === undefined || agentId === undefined
        ? undefined
        : { id: agentId, name: agent.name, role: agent.role },
    names,
    lists: listSet([]),
    conversations: noConversations,
    floor: undefined,
    isGone: false,
    toldAt: Math.trunc(performance.now()),
  };
}

function cursorOf({ resume }: Hello): LogCursor | undefined {
  return resume === undefined ? undefined : { epoch: resume.epoch, position: resume.position as LogPosition };
}
