import { type Cell, createCell } from './cell.ts';
import type { ClientContext } from './client-context.ts';
import { createListeningCells } from './listening-cells.ts';
import type { Availability, ServerFrame, Viewer } from './wire-types.ts';

/** Which agents are at work, and who looks at what. */
export interface PresenceBoard {
  readonly presence: Cell<ReadonlyMap<string, Availability>>;
  viewers(conversationId: string): Cell<readonly Viewer[]>;
  presenceTold(frame: Extract<ServerFrame, { t: 'presence' }>): void;
  viewersTold(frame: Extract<ServerFrame, { t: 'viewers' }>): void;
  /** A new connection tells everything again. */
  clear(): void;
}

const nobody: readonly Viewer[] = [];

/** @param me - Id of the signed-in agent, who is not listed among the viewers. */
export function createPresenceBoard(
  { batch }: ClientContext,
  me: () => string | undefined,
  listen: (conversationId: string) => () => void,
): PresenceBoard {
  let agents: ReadonlyMap<string, Availability> = new Map();
  const viewers = new Map<string, readonly Viewer[]>();
  const presence = createCell(batch, () => agents);
  const cells = createListeningCells(batch, (id) => viewers.get(id) ?? nobody, listen);
  return {
    presence,
    viewers: cells.get,
    presenceTold(frame) {
      const next = new Map(agents);
      for (const { agentId, availability } of frame.agents) {
        if (availability === 'offline') next.delete(agentId);
        else next.set(agentId, availability);
      }
      agents = next;
      presence.invalidate();
    },
    viewersTold({ conversationId, viewers: all }) {
      const others = all.filter(({ agentId }) => agentId !== me());
      if (others.length === 0) viewers.delete(conversationId);
      else viewers.set(conversationId, others);
      cells.peek(conversationId)?.invalidate();
    },
    clear() {
      agents = new Map();
      viewers.clear();
      presence.invalidate();
      for (const cell of cells.values()) cell.invalidate();
    },
  };
}
