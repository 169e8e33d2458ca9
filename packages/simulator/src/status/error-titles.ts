/** Titles of the provider's error codes. WhatsApp Cloud API, error codes. */
const titles: Readonly<Record<number, string>> = {
  0: 'AuthException',
  1: 'API Unknown',
  2: 'API Service',
  3: 'API Method',
  4: 'API Too Many Calls',
  10: 'Permission Denied',
  33: 'Parameter value is not valid',
  100: 'Invalid parameter',
  190: 'Access token has expired',
  368: 'Temporarily blocked for policies violations',
  80007: 'Rate limit issues',
  130403: 'Message was not sent because the recipient is blocked',
  130429: 'Rate limit hit',
  130472: "User's number is part of an experiment",
  130497: 'Business account is restricted from messaging users in this country.',
  131000: 'Something went wrong',
  131005: 'Access denied',
  131008: 'Required parameter is missing',
  131009: 'Parameter value is not valid',
  131016: 'Service unavailable',
  131021: 'Recipient cannot be sender',
  131026: 'Message undeliverable',
  131030: 'Recipient phone number not in allowed list',
  131031: 'Account has been locked',
  131037: 'Display name approval needed',
  131042: 'Business eligibility payment issue',
  131045: 'Incorrect certificate',
  131047: 'Re-engagement message',
  131048: 'Spam rate limit hit',
  131049: 'This message was not delivered to maintain healthy ecosystem engagement.',
  131050: 'User has stopped marketing messages',
  131051: 'Unsupported message type',
  131052: 'Media download error',
  131053: 'Media upload error',
  131056: '(Business Account, Consumer Account) pair rate limit hit',
  131057: 'Account in maintenance mode',
  131062: 'Business-scoped user id is not supported for this message',
  132000: 'Template Param Count Mismatch',
  132001: 'Template name does not exist in the translation',
  132005: 'Template Hydrated Text Too Long',
  132012: 'Template Parameter Format Mismatch',
  132015: 'Template is Paused',
  132016: 'Template is Disabled',
  133010: 'Phone number not registered',
  137000: 'Recipient identity key hash mismatch',
};

/** More words for codes that statuses carry often. */
const details: Readonly<Record<number, string>> = {
  131026: 'Message undeliverable.',
  131047:
    'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  131049: 'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.',
  131053: 'Media upload error: the file could not be processed.',
  130429:
    'Message failed to send because there were too many messages sent from this phone number in a short period of time',
  131056:
    'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
};

/** The provider's title of an error code. */
export function titleOfError(code: number): string {
  return titles[code] ?? 'Something went wrong';
}

/** The provider's explanation of an error code, its title where there is none. */
export function detailsOfError(code: number): string {
  return details[code] ?? titleOfError(code);
}
