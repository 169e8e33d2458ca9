import { z } from 'zod';

function idSchema<const Prefix extends string>(prefix: Prefix, what: string) {
  return z
    .templateLiteral([`${prefix}_`, z.string().regex(/^[0-9a-f]{32}$/)], {
      error: `Expected the id of ${what}: "${prefix}_" and 32 lower-case hex digits`,
    })
    .meta({ description: `Id of ${what}.`, example: `${prefix}_0199c5f2a3b47c1d8e2f0a1b2c3d4e5f` });
}

/** `acc_…` */
export const accountIdSchema = idSchema('acc', 'an account');
/** `inb_…` */
export const inboxIdSchema = idSchema('inb', 'an inbox');
/** `cus_…` */
export const customerIdSchema = idSchema('cus', 'a customer');
/** `idn_…` */
export const identityIdSchema = idSchema('idn', 'an identity');
/** `cnv_…` */
export const conversationIdSchema = idSchema('cnv', 'a conversation');
/** `msg_…` */
export const messageIdSchema = idSchema('msg', 'a message');
/** `not_…` */
export const noteIdSchema = idSchema('not', 'a note');
/** `agt_…` */
export const agentIdSchema = idSchema('agt', 'an agent');
/** `evt_…` */
export const eventIdSchema = idSchema('evt', 'an event');
/** `qua_…` */
export const quarantineIdSchema = idSchema('qua', 'a quarantined item');
/** `med_…` */
export const mediaFileIdSchema = idSchema('med', 'an uploaded file');
/** `bhr_…` */
export const businessHoursIdSchema = idSchema('bhr', 'business hours');
/** `ntc_…` */
export const channelNoticeIdSchema = idSchema('ntc', 'a channel notice');
