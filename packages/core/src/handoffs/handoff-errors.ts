import type { InboxId } from '../ids.ts';
import { SupportError } from '../support-error.ts';
import { botSources } from './bot-session.ts';

/** The bot talks somewhere this version does not know. */
export class UnknownBotSourceError extends SupportError {
  readonly code = 'unknown_bot_source';
  readonly fix = 'Use one of the sources named in details.known.';
  constructor() {
    super('This source of a hand-off is not known.', { known: botSources });
  }
}

/** Nothing says into which inbox the conversation goes, or that inbox is not one customers reach directly. */
export class InboxNotChosenError extends SupportError {
  readonly code = 'inbox_not_chosen';
  readonly fix = 'Name one of details.inboxIds; if there is none, create an inbox of the web chat first.';
  constructor(inboxIds: readonly InboxId[]) {
    super('It is not clear into which inbox the conversation should go.', { inboxIds });
  }
}

/** Somebody asks how a ticket stands more often than it can change. */
export class PolledTooSoonError extends SupportError {
  readonly code = 'polled_too_soon';
  readonly fix = 'Wait for details.retryAfterMs between two questions.';
  override readonly retryable = true;
  override readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super('The status of this ticket was asked for a moment ago.', { retryAfterMs });
    this.retryAfterMs = retryAfterMs;
  }
}
