import type { Conversation } from '../client/wire-types.ts';
import type { Translate } from '../i18n/catalogue.ts';
import { contentTypeLabel } from '../message/content-label.ts';

/** The one line of a row: who wrote last, and what. */
export interface PreviewLine {
  /** "You:", "Draft:", a first name. */
  readonly prefix: string | undefined;
  readonly text: string;
  readonly kind: 'message' | 'draft' | 'typing' | 'empty';
}

/** What a row shows in its second line: somebody typing, else a draft, else the newest message. */
export function previewLine(
  conversation: Pick<Conversation, 'preview' | 'lastMessage'>,
  options: {
    readonly t: Translate;
    readonly myAgentId: string | undefined;
    readonly isTyping: boolean;
    readonly draft: string;
  },
): PreviewLine {
  const { t, myAgentId, isTyping, draft } = options;
  if (isTyping) return { kind: 'typing', prefix: undefined, text: t('list.typing') };
  if (draft.trim() !== '') return { kind: 'draft', prefix: t('list.draft'), text: draft.trim() };
  const { lastMessage, preview } = conversation;
  if (lastMessage === null)
    return { kind: 'empty', prefix: undefined, text: preview ?? t('list.noMessages') };
  const text = preview ?? contentTypeLabel(lastMessage.contentType, t);
  if (lastMessage.direction === 'inbound') return { kind: 'message', prefix: undefined, text };
  const { sender } = lastMessage;
  if (sender.type === 'agent' && sender.id === myAgentId)
    return { kind: 'message', prefix: t('list.you'), text };
  const name = sender.type === 'assistant' ? t('agent.assistant') : sender.name?.split(' ')[0];
  return { kind: 'message', prefix: name === undefined ? undefined : `${name}:`, text };
}
