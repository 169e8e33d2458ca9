import type { JsonObject } from '../json.ts';
import { SupportError } from '../support-error.ts';

/** There is no such inbox (in this account). */
export class InboxNotFoundError extends SupportError {
  readonly code = 'inbox_not_found';
  readonly fix = 'Check the inbox id in the URL or body (GET /v1/inboxes lists yours).';
  constructor(inboxId: string) {
    super(`There is no inbox ${inboxId.slice(0, 64)}.`, { inboxId: inboxId.slice(0, 64) });
  }
}

/** The inbox names a channel no adapter was registered for. */
export class UnknownChannelError extends SupportError {
  readonly code = 'unknown_channel';
  readonly fix = 'Register the adapter in createParley({ channels }) or use one of the registered channels.';
  constructor(channel: string, known: readonly string[]) {
    super(`No adapter is registered for the channel "${channel.slice(0, 64)}".`, {
      channel: channel.slice(0, 64),
      known,
    });
  }
}

/** The adapter refused the inbox's settings or credentials. Each problem names a field, never a secret. */
export class InvalidInboxError extends SupportError {
  readonly code = 'invalid_inbox';
  readonly fix = 'Correct the fields named in details.problems.';
  constructor(channel: string, problems: readonly { path: string; message: string }[]) {
    super(`The ${channel} adapter cannot work with these settings or credentials.`, {
      channel,
      problems,
    } as JsonObject);
  }
}
