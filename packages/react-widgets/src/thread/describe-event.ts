import type { Translate } from '../i18n/catalogue.ts';
import type { EventItem } from './thread-rows.ts';

const statusTexts = {
  open: 'event.open',
  pending: 'event.pending',
  snoozed: 'event.snoozed',
  resolved: 'event.resolved',
  closed: 'event.closed',
} as const;

/** An event as one quiet line, or `undefined` for one that is not worth a line. */
export function describeEvent(
  event: EventItem,
  t: Translate,
  nameOfAgent: (agentId: string) => string | undefined,
): string | undefined {
  const data = (typeof event.data === 'object' && event.data !== null ? event.data : {}) as Record<
    string,
    unknown
  >;
  switch (event.type) {
    case 'conversation.opened':
      return t('event.started');
    case 'conversation.assigned': {
      const { to } = data;
      if (typeof to !== 'string') return t('event.unassigned');
      return t('event.assigned', { name: nameOfAgent(to) ?? t('agent.someone') });
    }
    case 'conversation.status_changed': {
      const key = statusTexts[String(data['to']) as keyof typeof statusTexts];
      return key === undefined ? undefined : t(key);
    }
    case 'conversation.priority_changed':
      return t('event.priority', { priority: priorityText(String(data['to']), t) });
    case 'conversation.subject_changed':
      return t('event.subject');
    default:
      return undefined;
  }
}

/** A priority in words. */
export function priorityText(priority: string, t: Translate): string {
  switch (priority) {
    case 'low':
      return t('priority.low');
    case 'high':
      return t('priority.high');
    case 'urgent':
      return t('priority.urgent');
    default:
      return t('priority.normal');
  }
}
