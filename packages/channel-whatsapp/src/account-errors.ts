import { type Codes, type ErrorRule, row } from './error-rule.ts';

const minute = 60_000;
const laterFix = 'Nothing to do: it is tried again.';
const accountFix =
  "Open the account in the provider's business manager, resolve what it shows, then send again.";

/**
 * Errors of the account, the number or the service: not about one message. WhatsApp Cloud API, error codes (read May to
 * October 2026). Code 1 depends on the HTTP status and is not here.
 */
export const accountErrors: readonly (readonly [Codes, ErrorRule])[] = [
  // Not taken; may be sent again.
  row(
    [2, 131000, 131016, 133004],
    'provider_unavailable',
    'not_sent',
    'WhatsApp is temporarily not available.',
    laterFix,
  ),
  row(
    [4, 80007, 130429],
    'rate_limited',
    'not_sent',
    'WhatsApp takes no more calls from this account or number for now.',
    laterFix,
  ),
  row(
    [131056],
    'pair_rate_limited',
    'not_sent',
    'Too many messages to this customer in a short time.',
    laterFix,
  ),
  row(
    [131057, 2494100],
    'number_in_maintenance',
    'not_sent',
    'WhatsApp is doing maintenance on the business number.',
    laterFix,
  ),
  row(
    [134101],
    'template_syncing',
    'not_sent',
    'The marketing template is not ready to be sent yet.',
    laterFix,
    10 * minute,
  ),
  row(
    [133015],
    'number_recently_deleted',
    'not_sent',
    'The business number was deleted minutes ago.',
    laterFix,
    5 * minute,
  ),
  // Credentials and account: nothing goes out until a person acts.
  row(
    [0, 3, 10, 190, [200, 299], 131005],
    'channel_auth_failed',
    'channel_down',
    "WhatsApp refuses the inbox's access token or its permissions.",
    'Give the inbox a valid access token with the permission whatsapp_business_messaging.',
  ),
  row(
    [368, 131031],
    'account_restricted',
    'channel_down',
    'WhatsApp restricted or locked the business account.',
    accountFix,
  ),
  row(
    [131042],
    'payment_required',
    'channel_down',
    'There is a problem with the payment method of the business account.',
    accountFix,
  ),
  row(
    [131048],
    'spam_limited',
    'channel_down',
    'Too many customers reported messages of this number.',
    accountFix,
  ),
  row(
    [33, 133010],
    'number_not_registered',
    'channel_down',
    'The business number is not registered or was deleted.',
    'Register the number for the Cloud API, or correct the phone number id of the inbox.',
  ),
  row(
    [131037, 131045],
    'number_not_ready',
    'channel_down',
    'The business number is not ready: its display name or certificate is not approved.',
    accountFix,
  ),
  row(
    [133000, 133005, 133006],
    'number_not_verified',
    'channel_down',
    'The registration or the two-step verification of the business number is incomplete.',
    accountFix,
  ),
  row(
    [[133008, 133009], 133016],
    'registration_locked',
    'channel_down',
    'Too many tries to register or verify the business number.',
    'Wait for the time the provider names, then register the number again.',
  ),
  row(
    [134011],
    'terms_not_accepted',
    'channel_down',
    'The terms of the marketing or payments product were not accepted.',
    accountFix,
  ),
  row(
    [131064],
    'messaging_restricted',
    'refused',
    'WhatsApp restricts this kind of message for the business for now.',
    accountFix,
  ),
];
