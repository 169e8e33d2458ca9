import { z } from 'zod';
import { jsonObjectSchema } from './json-value.ts';

const line = z.string().min(1).max(256);

/** A card of the kind an address book holds. */
export const contactCardSchema = z
  .strictObject({
    name: z.strictObject({
      formatted: line,
      first: line.exactOptional(),
      last: line.exactOptional(),
      middle: line.exactOptional(),
      prefix: line.exactOptional(),
      suffix: line.exactOptional(),
    }),
    phones: z
      .array(z.strictObject({ phone: line, type: line.exactOptional(), channelId: line.exactOptional() }))
      .max(20)
      .exactOptional(),
    emails: z
      .array(z.strictObject({ email: line, type: line.exactOptional() }))
      .max(20)
      .exactOptional(),
    organisation: z
      .strictObject({
        company: line.exactOptional(),
        department: line.exactOptional(),
        title: line.exactOptional(),
      })
      .exactOptional(),
    addresses: z.array(jsonObjectSchema).max(20).exactOptional(),
    urls: z
      .array(z.strictObject({ url: z.string().min(1).max(2048), type: line.exactOptional() }))
      .max(20)
      .exactOptional(),
    birthday: z.iso.date().exactOptional(),
  })
  .meta({ id: 'ContactCard' });

/** A card somebody sent: fields are as the sender wrote them. */
export const receivedContactCardSchema = z
  .object({
    name: z.object({
      formatted: z.string(),
      first: z.string().exactOptional(),
      last: z.string().exactOptional(),
      middle: z.string().exactOptional(),
      prefix: z.string().exactOptional(),
      suffix: z.string().exactOptional(),
    }),
    phones: z
      .array(
        z.object({
          phone: z.string(),
          type: z.string().exactOptional(),
          channelId: z.string().exactOptional(),
        }),
      )
      .exactOptional(),
    emails: z.array(z.object({ email: z.string(), type: z.string().exactOptional() })).exactOptional(),
    organisation: z
      .object({
        company: z.string().exactOptional(),
        department: z.string().exactOptional(),
        title: z.string().exactOptional(),
      })
      .exactOptional(),
    addresses: z.array(jsonObjectSchema).exactOptional(),
    urls: z.array(z.object({ url: z.string(), type: z.string().exactOptional() })).exactOptional(),
    birthday: z.string().exactOptional(),
    isSendersOwn: z
      .boolean()
      .meta({ description: "True only where the channel proves that the card is the sender's own." })
      .exactOptional(),
  })
  .meta({ id: 'ReceivedContactCard' });
