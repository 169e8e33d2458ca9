import { chatCloseCodes } from '@parley/api-contract';
import type { ChatDesk, ConversationId } from '@parley/core';
import type { Answer } from '../exchange.ts';
import type { EventStreams } from '../realtime/event-streams.ts';
import { createFrameBudget, type FrameBudget } from '../realtime/frame-budget.ts';
import { StreamNotFoundError } from '../server-errors.ts';
import type { ChatCaller } from './chat-access.ts';
import { chatFrame } from './chat-frame-text.ts';
import type { ChatClientFrame, ChatSession } from './chat-session.ts';
import type { ChatParts } from './chat-socket-route.ts';
import { createChatSession, personKeyOf } from './create-chat-session.ts';

/** Streams of server-sent events for clients that cannot open a WebSocket. */
export interface ChatStreams {
  /** Opens a stream as the answer to a request; `cursors` is what a socket's `resume` frame says. */
  open(
    chat: ChatDesk,
    caller: ChatCaller,
    body: { readonly cursors?: Readonly<Record<ConversationId, number>> },
  ): Answer;
  /** What the client of a stream has to say. @throws {StreamNotFoundError} if it is not the caller's, or of another process */
  take(chat: ChatDesk, caller: ChatCaller, streamId: string, frames: readonly ChatClientFrame[]): void;
}

interface Held {
  readonly session: ChatSession;
  readonly budget: FrameBudget;
}

const heartbeatMs = 25_000;
/** As for sockets. */
const allowance = { frames: 200, sizeBytes: 256 * 1024, perMs: 10_000 };

/** Streams of this process, on the streams of the server. */
export function createChatStreams(parts: ChatParts, streams: EventStreams): ChatStreams {
  const held = new Map<string, Held>();
  return {
    open: (chat, caller, { cursors }) =>
      streams.open((peer) => {
        const streamId = crypto.randomUUID();
        const session = createChatSession({ ...parts, chat, caller, peer, heartbeatMs, streamId });
        held.set(streamId, { session, budget: createFrameBudget(allowance, performance.now()) });
        const beat = setInterval(() => peer.send(chatFrame({ t: 'pong' }, parts.now())), heartbeatMs);
        // The stream has to stand before it can be written to.
        queueMicrotask(() => {
          void session.start();
          if (cursors !== undefined) session.take({ v: 1, t: 'resume', data: { cursors } });
        });
        return {
          onFault: () => ({ code: chatCloseCodes.overloaded }),
          onDrain: () => ({ code: chatCloseCodes.restart }),
          onClose() {
            clearInterval(beat);
            held.delete(streamId);
            session.stop();
          },
        };
      }),
    take(chat, caller, streamId, frames) {
      const found = held.get(streamId);
      if (found === undefined || found.session.personKey !== personKeyOf(chat, caller))
        throw new StreamNotFoundError();
      for (const frame of frames) {
        if (!found.budget.take(JSON.stringify(frame).length, performance.now())) {
          found.session.end(chatCloseCodes.rateLimited);
          return;
        }
        // The token of this request is the newest there is.
        if (frame.t === 'auth') found.session.renew(caller);
        else found.session.take(frame);
      }
    },
  };
}
