import { useCallback, useMemo, useState } from 'react';
import type { ClientError } from '../client/client-error.ts';
import type { Agent } from '../client/wire-types.ts';
import { asClientError } from '../connection/as-client-error.ts';
import { useConversation } from '../conversations/use-conversation.ts';
import { useAgents } from '../presence/use-agents.ts';
import { useMe } from '../presence/use-me.ts';

/** Who has a conversation, and how to give it to somebody. */
export interface Assignment {
  readonly assigneeId: string | null;
  /** `undefined` = nobody, or an agent not loaded yet. */
  readonly assignee: Agent | undefined;
  readonly isMine: boolean;
  readonly isBusy: boolean;
  /** Somebody else took it first; nothing was overwritten. */
  readonly conflict:
    | { readonly agentId: string | undefined; readonly agentName: string | undefined }
    | undefined;
  /** Any other failure. */
  readonly error: ClientError | undefined;
  readonly assignToMe: () => void;
  /** `null` = nobody. */
  readonly assign: (agentId: string | null) => void;
  /** Gives it to whom one wanted although somebody else has it. */
  readonly takeOver: () => void;
  readonly dismiss: () => void;
}

interface Outcome {
  readonly wanted: string | null;
  readonly error?: ClientError;
}

/** Assigns only if nobody else did meanwhile: the other person is named instead of being overwritten. */
export function useAssignment(conversationId: string): Assignment {
  const found = useConversation(conversationId);
  const agents = useAgents();
  const me = useMe();
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const { change } = found;
  const assigneeId = found.status === 'ready' ? found.conversation.assigneeId : null;
  const myId = me.status === 'ready' ? me.agent.id : undefined;
  const agentById = useMemo(
    () =>
      new Map((agents.status === 'ready' ? agents.items : []).map((agent) => [agent.id as string, agent])),
    [agents],
  );

  const give = useCallback(
    async (agentId: string | null, expected?: string | null) => {
      setBusy(true);
      setOutcome(undefined);
      try {
        await change({
          assigneeId: agentId,
          ...(expected === undefined ? {} : { expectedAssigneeId: expected }),
        });
      } catch (error) {
        setOutcome({ wanted: agentId, error: asClientError(error) });
      } finally {
        setBusy(false);
      }
    },
    [change],
  );
  const assign = useCallback((agentId: string | null) => void give(agentId, assigneeId), [give, assigneeId]);

  const error = outcome?.error;
  const isConflict = error?.code === 'assigned_elsewhere';
  const holder = isConflict ? error.details?.['assigneeId'] : undefined;
  const holderId = typeof holder === 'string' ? holder : undefined;
  const holderName = isConflict ? error.details?.['assigneeName'] : undefined;
  return {
    assigneeId,
    assignee: assigneeId === null ? undefined : agentById.get(assigneeId),
    isMine: assigneeId !== null && assigneeId === myId,
    isBusy,
    conflict: isConflict
      ? {
          agentId: holderId,
          agentName: typeof holderName === 'string' ? holderName : agentById.get(holderId ?? '')?.name,
        }
      : undefined,
    error: isConflict ? undefined : error,
    assign,
    assignToMe: useCallback(() => {
      if (myId !== undefined) assign(myId);
    }, [assign, myId]),
    takeOver: useCallback(() => {
      if (outcome !== undefined) void give(outcome.wanted);
    }, [give, outcome]),
    dismiss: useCallback(() => setOutcome(undefined), []),
  };
}
