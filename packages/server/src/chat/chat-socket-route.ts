import { chatClientFrameSchema, chatCloseCodes, chatSubprotocol } from '@parley/api-contract';
import type { ChatDesk, Logger } from '@parley/core';
import type {
  LiveSocket,
  SocketEnd,
  SocketFault,
  SocketListener,
  SocketRequest,
  SocketRoute,
} from '../realtime/live-socket.ts';
import type { ChatAccess, ChatCaller } from './chat-access.ts';
import { type ChatErrorCode, chatErrorOf, chatFrame } from './chat-frame-text.ts';
import type { ChatHub } from './chat-hub.ts';
import type { ChatClientFrame, ChatSession } from './chat-session.ts';
import { createChatSession, personKeyOf } from './create-chat-session.ts';

/** What the sockets and streams of customers are made of. */
export interface ChatParts {
  readonly access: ChatAccess;
  readonly hub: ChatHub;
  readonly log: Logger;
  /** In milliseconds since the epoch. */
  readonly now: () => number;
}

/** How long a client may take to say who it is. */
const authWithinMs = 5000;
/** As the socket keeper sends them. */
const heartbeatMs = 25_000;
/** Frames that may wait while a token is checked. */
const maxWaiting = 50;

const faults: Readonly<Record<SocketFault, SocketEnd>> = {
  bad_frame: { code: chatCloseCodes.badFrame },
  too_many_frames: { code: chatCloseCodes.rateLimited },
  slow: { code: chatCloseCodes.overloaded },
  silent: { code: chatCloseCodes.idle },
};

/** The sockets of customers: `/v1/chat/:inboxId/socket`. */
export function chatSocketRoute(parts: ChatParts): SocketRoute {
  return {
    path: '/v1/chat/:inboxId/socket',
    protocol: chatSubprotocol,
    open: (socket, request) => listen(socket, request, parts),
  };
}

function listen(socket: LiveSocket, request: SocketRequest, parts: ChatParts): SocketListener {
  const { access, now } = parts;
  // What is left of the request once it is answered: all it came with stays in memory as long as somebody holds it.
  const { isOriginAllowed, origin = '' } = request;
  const opening = access.open(request.params['inboxId'] ?? '');
  let session: ChatSession | undefined;
  let isChecking = false;
  let isGone = false;
  const waiting: ChatClientFrame[] = [];

  const end = (code: number, error?: ChatErrorCode): void => {
    stopWaiting();
    session?.stop();
    const farewell =
      error === undefined ? {} : { farewell: chatFrame({ t: 'error', data: { code: error } }, now()) };
    socket.close({ code, ...farewell });
  };
  let timer: ReturnType<typeof setTimeout> | undefined = setTimeout(
    () => end(chatCloseCodes.notAuthenticated, 'not_authenticated'),
    authWithinMs,
  );
  const stopWaiting = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };

  const refuse = (error: unknown): void => {
    const { code } = chatErrorOf(error);
    const isTheirs = code !== 'temporarily_unavailable';
    end(isTheirs ? chatCloseCodes.notAuthenticated : chatCloseCodes.overloaded, code);
  };
  const openChat = async (): Promise<ChatDesk | undefined> => {
    try {
      const chat = await opening;
      if (isOriginAllowed || chat.access.allowedOrigins.includes(origin)) return chat;
      end(chatCloseCodes.originRefused);
    } catch {
      end(chatCloseCodes.notAuthenticated, 'not_authenticated');
    }
    return undefined;
  };
  const authenticate = async (token: string): Promise<void> => {
    isChecking = true;
    const chat = await openChat();
    if (chat === undefined) return;
    try {
      const caller = await access.identify(chat, token);
      if (isGone || !socket.isOpen) return;
      if (session === undefined) await begin(chat, caller);
      else if (personKeyOf(chat, caller) === session.personKey) session.renew(caller);
      else end(chatCloseCodes.notAuthenticated, 'not_authenticated');
    } catch (error) {
      refuse(error);
    } finally {
      isChecking = false;
    }
    for (const frame of waiting.splice(0)) session?.take(frame);
  };
  const begin = async (chat: ChatDesk, caller: ChatCaller): Promise<void> => {
    stopWaiting();
    session = createChatSession({ ...parts, chat, caller, peer: socket, heartbeatMs });
    await session.start();
  };
  const takeFrame = (frame: ChatClientFrame): void => {
    if (frame.t === 'auth') {
      if (isChecking) end(chatCloseCodes.badFrame, 'bad_frame');
      else void authenticate(frame.data.token);
    } else if (isChecking) {
      waiting.push(frame);
      if (waiting.length > maxWaiting) end(chatCloseCodes.rateLimited);
    } else if (session === undefined) end(chatCloseCodes.notAuthenticated, 'not_authenticated');
    else session.take(frame);
  };

  const offered = request.offeredProtocols.find((name) => name.startsWith('auth.'));
  // Otherwise the origin is looked at before anything else is said.
  if (offered === undefined) void openChat();
  else void authenticate(offered.slice('auth.'.length));

  return {
    onText(text) {
      const frame = readFrame(text);
      if (frame === undefined) end(chatCloseCodes.badFrame, 'bad_frame');
      else takeFrame(frame);
    },
    onFault(fault) {
      session?.stop();
      return faults[fault];
    },
    onDrain() {
      session?.stop();
      return { code: chatCloseCodes.restart };
    },
    onClose() {
      isGone = true;
      stopWaiting();
      session?.stop();
    },
  };
}

function readFrame(text: string): ChatClientFrame | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const result = chatClientFrameSchema.safeParse(value);
  return result.success ? result.data : undefined;
}
