'use client';
import { X } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { Conversation, Customer } from '../client/wire-types.ts';
import { useConversation } from '../conversations/use-conversation.ts';
import { useConversationActions } from '../conversations/use-conversation-actions.ts';
import { useConversations } from '../conversations/use-conversations.ts';
import { useT } from '../i18n/use-t.ts';
import { Avatar } from '../icons/avatar.tsx';
import { ChannelMark, channelName } from '../icons/channel-mark.tsx';
import { Icon } from '../icons/icon.tsx';
import { ErrorNotice } from '../inbox/error-notice.tsx';
import { useSlots } from '../inbox/slots.ts';
import { SafeLink } from '../message/contact-cards.tsx';
import { useSupport } from '../provider/support-context.ts';
import { Time } from '../provider/time.tsx';
import { priorityText } from '../thread/describe-event.ts';
import { ContextNotes } from './context-notes.tsx';
import { ContextSection, Fact } from './context-section.tsx';
import { shortId } from './short-id.ts';
import { useCustomer } from './use-customer.ts';

/** Props of {@link ContextPanel}. */
export interface ContextPanelProps {
  readonly conversationId: string;
  readonly onOpen: (conversationId: string) => void;
  readonly onClose: () => void;
}

/** What is known about the customer of a conversation. */
export function ContextPanel({ conversationId, onOpen, onClose }: ContextPanelProps): ReactNode {
  const part = useParts();
  const t = useT();
  const { ContextExtra } = useSlots();
  const found = useConversation(conversationId);
  const conversation = found.status === 'ready' ? found.conversation : undefined;
  const loaded = useCustomer(conversation?.customerId);
  const customer = loaded.status === 'ready' ? loaded.customer : undefined;
  return (
    <aside {...part('context-panel', { state: loaded.status })} aria-label={t('context.label')}>
      <header>
        <h2>{t('context.label')}</h2>
        <button
          type="button"
          {...part('button', { kind: 'icon' })}
          data-part="close"
          aria-label={t('pane.closeContext')}
          onClick={onClose}
        >
          <Icon of={X} size={20} />
        </button>
      </header>
      {loaded.status === 'error' && (
        <ErrorNotice title={t('context.failed')} error={loaded.error} onRetry={loaded.retry} />
      )}
      {conversation !== undefined && (
        <div data-part="scroller">
          <Person conversation={conversation} customer={customer} />
          <Details conversation={conversation} />
          {customer !== undefined && <Attributes customer={customer} />}
          <PastConversations conversation={conversation} onOpen={onOpen} />
          <ContextNotes conversationId={conversation.id} />
          {ContextExtra !== undefined && <ContextExtra conversation={conversation} customer={customer} />}
        </div>
      )}
    </aside>
  );
}

function Person({
  conversation,
  customer,
}: {
  readonly conversation: Conversation;
  readonly customer: Customer | undefined;
}): ReactNode {
  const t = useT();
  const { locale } = useSupport();
  const handle = customer?.username == null ? undefined : `@${customer.username}`;
  const name = customer?.name ?? conversation.customerName ?? handle ?? t('customer.unnamed');
  const claimedEmail = claimedEmailOf(customer);
  const language =
    customer?.language == null
      ? undefined
      : new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(customer.language);
  return (
    <>
      <div data-part="person">
        <Avatar name={name} seed={conversation.customerId} size="large" />
        <div>
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <span>{customer?.username == null ? t('customer.since') : `@${customer.username}`}</span>
          {customer !== undefined && customer.username === null && (
            <Time at={customer.createdAt} format="since" />
          )}
        </div>
      </div>
      <ContextSection title={t('context.contact')}>
        {customer?.email != null && (
          <Fact name={t('context.email')}>
            <SafeLink href={`mailto:${customer.email}`} text={customer.email} />
          </Fact>
        )}
        {claimedEmail !== undefined && (
          <Fact name={t('context.email')}>
            <SafeLink href={`mailto:${claimedEmail}`} text={claimedEmail} />
            <small data-part="claimed">{t('context.claimed')}</small>
          </Fact>
        )}
        {customer?.phone != null && (
          <Fact name={t('context.phone')}>
            <SafeLink href={`tel:${customer.phone}`} text={customer.phone} />
          </Fact>
        )}
        {language !== undefined && <Fact name={t('context.language')}>{language}</Fact>}
        {customer?.timezone != null && <Fact name={t('context.timezone')}>{customer.timezone}</Fact>}
        {customer?.identities
          .filter(({ validTo }) => validTo === null)
          .map(({ id, channel, value }) => (
            <Fact key={id} name={channelName(channel)} icon={<ChannelMark channel={channel} />}>
              <span dir="ltr" title={value}>
                {shortId(value)}
              </span>
            </Fact>
          ))}
      </ContextSection>
    </>
  );
}

/** What somebody said of themselves in a chat, unless it is known to be theirs. */
function claimedEmailOf(customer: Customer | undefined): string | undefined {
  const claimed = customer?.attributes['claimedEmail'];
  return typeof claimed === 'string' && claimed !== customer?.email ? claimed : undefined;
}

function Details({ conversation }: { readonly conversation: Conversation }): ReactNode {
  const t = useT();
  const { setPriority, isBusy } = useConversationActions(conversation.id);
  const { priority, waitingSince, createdAt, status } = conversation;
  return (
    <ContextSection title={t('context.conversation')}>
      <Fact name={t('context.number')}>#{conversation.number}</Fact>
      <Fact name={t('context.status')}>{t(`conversation.${status}`)}</Fact>
      <Fact name={t('context.priority')}>
        <select
          value={priority}
          aria-label={t('context.priority')}
          disabled={isBusy || status === 'closed'}
          onChange={(event) => void setPriority(event.target.value as Conversation['priority'])}
        >
          {(['low', 'normal', 'high', 'urgent'] as const).map((id) => (
            <option key={id} value={id}>
              {priorityText(id, t)}
            </option>
          ))}
        </select>
      </Fact>
      {waitingSince !== null && (
        <Fact name={t('context.waiting')}>
          <Time at={waitingSince} format="list" />
        </Fact>
      )}
      <Fact name={t('context.created')}>
        <Time at={createdAt} format="list" />
      </Fact>
      {conversation.subject !== null && <Fact name={t('context.subject')}>{conversation.subject}</Fact>}
    </ContextSection>
  );
}

function Attributes({ customer }: { readonly customer: Customer }): ReactNode {
  const t = useT();
  const entries = Object.entries(customer.attributes).filter(([name]) => name !== 'claimedEmail');
  if (entries.length === 0) return null;
  return (
    <ContextSection title={t('context.attributes')}>
      {entries.map(([name, value]) => (
        <Fact key={name} name={name}>
          <span dir="auto">{typeof value === 'string' ? value : JSON.stringify(value)}</span>
        </Fact>
      ))}
    </ContextSection>
  );
}

const everyStatus = ['open', 'pending', 'snoozed', 'resolved', 'closed'] as const;

function PastConversations({
  conversation,
  onOpen,
}: {
  readonly conversation: Conversation;
  readonly onOpen: (conversationId: string) => void;
}): ReactNode {
  const t = useT();
  const { customerId } = conversation;
  const list = useConversations(useMemo(() => ({ status: everyStatus, customerId }), [customerId]));
  const others = list.status === 'ready' ? list.items.filter(({ id }) => id !== conversation.id) : [];
  return (
    <ContextSection title={t('context.past')} count={others.length}>
      {list.status === 'ready' && others.length === 0 && <p data-part="quiet">{t('context.noPast')}</p>}
      <ul data-part="past">
        {others.slice(0, 8).map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => onOpen(one.id)}>
              <span data-part="past-top">
                <ChannelMark channel={one.channel} />
                <span>#{one.number}</span>
                <span>{t(`conversation.${one.status}`)}</span>
                {one.lastMessageAt !== null && <Time at={one.lastMessageAt} format="list" />}
              </span>
              <span data-part="past-text" dir="auto">
                {one.subject ?? one.preview ?? t('list.noMessages')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </ContextSection>
  );
}
