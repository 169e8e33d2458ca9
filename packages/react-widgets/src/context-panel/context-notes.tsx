import type { ReactNode } from 'react';
import { useT } from '../i18n/use-t.ts';
import { FormattedText } from '../message/formatted-text.tsx';
import { useAgents } from '../presence/use-agents.ts';
import { useMe } from '../presence/use-me.ts';
import { Time } from '../provider/time.tsx';
import { useMessages } from '../thread/use-messages.ts';
import { ContextSection } from './context-section.tsx';

/** The newest notes of the conversation, the last one first. */
export function ContextNotes({ conversationId }: { readonly conversationId: string }): ReactNode {
  const t = useT();
  const thread = useMessages(conversationId);
  const me = useMe();
  const agents = useAgents();
  const nameOf = (id: string): string | undefined => {
    if (me.status === 'ready' && me.agent.id === id) return t('agent.you');
    return agents.status === 'ready' ? agents.items.find((agent) => agent.id === id)?.name : undefined;
  };
  const notes =
    thread.status === 'ready'
      ? thread.items.flatMap((item) => (item.kind === 'note' ? [item.note] : []))
      : [];
  if (notes.length === 0) return null;
  return (
    <ContextSection title={t('context.notes')} count={notes.length}>
      {notes
        .slice(-5)
        .reverse()
        .map((note) => (
          <div key={note.id} data-part="context-note">
            <span data-part="past-top">
              <span>
                {(note.author.type === 'agent' ? nameOf(note.author.id) : undefined) ??
                  note.author.name ??
                  t('agent.someone')}
              </span>
              <Time at={note.createdAt} format="list" />
            </span>
            <div dir="auto">
              <FormattedText text={note.text} />
            </div>
          </div>
        ))}
    </ContextSection>
  );
}
