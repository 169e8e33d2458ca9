import {
  type AgentId,
  type ConversationId,
  createLiveBoard,
  type LiveBoard,
  liveForMs,
  typingForMs,
  type ViewerState,
  viewerStates,
} from '@parley/core';
import type { LiveLine } from './live-bus.ts';

/** Somebody who has a conversation open. */
export interface Viewer {
  readonly agentId: AgentId;
  readonly name: string;
  readonly state: ViewerState;
}

/** A tab of an agent, as far as viewing goes. */
export interface ViewingTab {
  readonly connectionId: string;
  readonly agentId: AgentId;
  readonly name: string;
}

/** Who has which conversation of an account open, over all connections and processes. */
export interface Viewers {
  /** A tab shows a conversation, or none any more. */
  show(tab: ViewingTab, conversationId: ConversationId | null, isIdle: boolean): void;
  /** Somebody writes in a tab, for five seconds unless it is said again. */
  write(tab: ViewingTab, conversationId: ConversationId, mode: 'reply' | 'note' | null, at: number): void;
  /** Another process says what an agent does there. */
  hear(
    from: string,
    conversationId: ConversationId,
    viewer: Omit<Viewer, 'state'>,
    state: ViewerState | null,
    at: number,
  ): void;
  leave(tab: ViewingTab): void;
  repeat(): void;
  expire(at: number): void;
  of(conversationId: ConversationId): readonly Viewer[];
}

type Board = LiveBoard<AgentId, ViewerState>;

interface Room {
  /** What the tabs of this process say. */
  readonly mine: Board;
  /** What processes say. */
  readonly all: Board;
  readonly names: Map<AgentId, string>;
}

const here = 'here';
const forever = Number.POSITIVE_INFINITY;

/**
 * Viewers of one account. Times are milliseconds of `performance.now()`.
 *
 * @param onChange told of each conversation whose viewers have changed
 */
export function createViewers(line: LiveLine, onChange: (id: ConversationId) => void): Viewers {
  const rooms = new Map<ConversationId, Room>();
  const shown = new Map<string, ConversationId>();

  const roomOf = (id: ConversationId): Room => {
    const room = rooms.get(id) ?? {
      mine: createLiveBoard(viewerStates),
      all: createLiveBoard(viewerStates),
      names: new Map(),
    };
    rooms.set(id, room);
    return room;
  };
  const isEmpty = ({ mine, all }: Room): boolean =>
    mine.subjects()[Symbol.iterator]().next().done === true &&
    all.subjects()[Symbol.iterator]().next().done === true;

  const publish = (id: ConversationId, room: Room, agentId: AgentId): void => {
    const state = room.mine.of(agentId);
    line.say({
      kind: 'viewing',
      conversationId: id,
      agentId,
      name: room.names.get(agentId) ?? '',
      state: state ?? null,
    });
    if (room.all.say(agentId, here, state, forever)) onChange(id);
    if (isEmpty(room)) rooms.delete(id);
  };
  const say = (
    tab: ViewingTab,
    id: ConversationId,
    source: string,
    state: ViewerState | undefined,
    until: number,
  ) => {
    const room = roomOf(id);
    room.names.set(tab.agentId, tab.name);
    if (room.mine.say(tab.agentId, source, state, until)) publish(id, room, tab.agentId);
    else if (isEmpty(room)) rooms.delete(id);
  };

  return {
    show(tab, conversationId, isIdle) {
      const before = shown.get(tab.connectionId);
      if (before !== undefined && before !== conversationId) {
        say(tab, before, tab.connectionId, undefined, 0);
        shown.delete(tab.connectionId);
      }
      if (conversationId === null) return;
      shown.set(tab.connectionId, conversationId);
      say(tab, conversationId, tab.connectionId, isIdle ? 'away' : 'viewing', forever);
    },
    write(tab, conversationId, mode, at) {
      const state = mode === null ? undefined : mode === 'note' ? 'noting' : 'replying';
      say(tab, conversationId, `${tab.connectionId} writes`, state, at + typingForMs);
    },
    hear(from, conversationId, { agentId, name }, state, at) {
      const room = roomOf(conversationId);
      room.names.set(agentId, name);
      if (room.all.say(agentId, from, state ?? undefined, at + liveForMs)) onChange(conversationId);
      if (isEmpty(room)) rooms.delete(conversationId);
    },
    leave(tab) {
      const id = shown.get(tab.connectionId);
      shown.delete(tab.connectionId);
      if (id !== undefined) say(tab, id, tab.connectionId, undefined, 0);
    },
    repeat() {
      for (const [conversationId, { mine, names }] of rooms) {
        for (const agentId of mine.subjects()) {
          const state = mine.of(agentId) ?? null;
          line.say({ kind: 'viewing', conversationId, agentId, name: names.get(agentId) ?? '', state });
        }
      }
    },
    expire(at) {
      for (const [id, room] of rooms) {
        for (const agentId of room.mine.expire(at)) publish(id, room, agentId);
        if (room.all.expire(at).length > 0) onChange(id);
        if (isEmpty(room)) rooms.delete(id);
      }
    },
    of(conversationId) {
      const room = rooms.get(conversationId);
      return [...(room?.all.subjects() ?? [])].flatMap((agentId) => {
        const state = room?.all.of(agentId);
        return state === undefined ? [] : [{ agentId, name: room?.names.get(agentId) ?? '', state }];
      });
    },
  };
}
