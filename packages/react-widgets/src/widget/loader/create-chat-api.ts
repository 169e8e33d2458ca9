import type { ParleyChatApi, QueuedChatCall } from '../parley-chat-api.ts';
import type { ParleyChatElement } from './parley-chat-element.ts';

const names = ['open', 'close', 'toggle', 'identify', 'logout', 'configure', 'on', 'off'] as const;

/** The page's API, and how to say that an element came. */
export interface ChatApiForElements extends ParleyChatApi {
  /** Makes the calls that waited for an element. */
  flush(): void;
}

/**
 * The page's API. Calls for which there is no element yet wait for one.
 * @param find the element the calls go to
 */
export function createChatApi(find: () => ParleyChatElement | null): ChatApiForElements {
  const waiting: QueuedChatCall[] = [];
  const push = (...calls: readonly QueuedChatCall[]): void => {
    const element = find();
    for (const call of calls) {
      const [name, ...args] = call;
      if (element === null) waiting.push(call);
      else if (names.includes(name)) (element[name] as (...given: unknown[]) => void)(...args);
    }
  };
  const api = { push } as Record<string, unknown>;
  for (const name of names) {
    api[name] = (...args: unknown[]) => {
      push([name, ...args]);
      return () => push(['off', ...args]);
    };
  }
  api['flush'] = () => push(...waiting.splice(0));
  return api as unknown as ChatApiForElements;
}
