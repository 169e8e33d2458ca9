import { z } from 'zod';
import { customerIdSchema, identityIdSchema } from './ids.ts';
import { instantSchema } from './instant.ts';
import { jsonObjectSchema } from './json-value.ts';
import { listOf, pageQuerySchema } from './page.ts';

/** One way a channel names a person. */
export const identitySchema = z
  .object({
    id: identityIdSchema,
    channel: z.string().meta({ example: 'whatsapp' }),
    scope: z.string().meta({ description: 'Where the value means something, e.g. a business portfolio.' }),
    kind: z.string().meta({ example: 'phone' }),
    value: z.string().meta({ example: '16505551234' }),
    validFrom: instantSchema,
    validTo: instantSchema.nullable().meta({ description: 'null = still valid.' }),
  })
  .meta({ id: 'Identity' });

/** A person who writes to us, and how channels name them. */
export const customerSchema = z
  .object({
    id: customerIdSchema,
    name: z.string().nullable(),
    username: z.string().nullable().meta({ description: 'Display only: usernames change hands.' }),
    email: z.string().nullable(),
    phone: z.string().nullable().meta({ description: 'E.164 with +.' }),
    language: z.string().nullable(),
    timezone: z.string().nullable(),
    attributes: jsonObjectSchema.meta({ description: "Free fields of the host's own." }),
    identities: z.array(identitySchema).meta({ description: 'Closed ones too, newest first.' }),
    mergedInto: customerIdSchema
      .meta({ description: 'The customer this record turned out to be; nothing hangs on it any more.' })
      .exactOptional(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Customer' });

/** `GET /v1/customers`. */
export const customerListQuerySchema = z.strictObject({
  ...pageQuerySchema.shape,
  search: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: 'Start of the name, username, e-mail, phone or an identity, ignoring case.' })
    .exactOptional(),
});

/** A page of customers, the last changed first. */
export const customerListSchema = listOf(customerSchema, 'CustomerList');

const isTimezone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

const fields = {
  name: z.string().min(1).max(500),
  email: z.email('Expected an e-mail address').max(320),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'Expected a phone number in E.164 with +, like +16505551234')
    .meta({ example: '+16505551234' }),
  language: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'Expected a language tag like pt-BR')
    .meta({ example: 'pt-BR' }),
  timezone: z
    .string()
    .max(64)
    .refine(isTimezone, 'Expected an IANA time zone like America/Sao_Paulo')
    .meta({ example: 'America/Sao_Paulo' }),
};

const identityPart = z.string().min(1).max(256);

/** `POST /v1/customers`. */
export const newCustomerSchema = z
  .strictObject({
    name: fields.name.exactOptional(),
    email: fields.email.exactOptional(),
    phone: fields.phone.exactOptional(),
    language: fields.language.exactOptional(),
    timezone: fields.timezone.exactOptional(),
    attributes: jsonObjectSchema.exactOptional(),
    identities: z
      .array(
        z.strictObject({
          channel: identityPart,
          scope: z.string().max(256),
          kind: identityPart,
          value: identityPart,
        }),
      )
      .max(20)
      .exactOptional(),
  })
  .meta({ id: 'NewCustomer' });

/** `PATCH /v1/customers/:id`; `null` clears, `attributes` are merged key by key and a `null` value removes its key. */
export const customerPatchSchema = z
  .strictObject({
    name: fields.name.nullable().exactOptional(),
    email: fields.email.nullable().exactOptional(),
    phone: fields.phone.nullable().exactOptional(),
    language: fields.language.nullable().exactOptional(),
    timezone: fields.timezone.nullable().exactOptional(),
    attributes: jsonObjectSchema.exactOptional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, { error: 'Give at least one field to change' })
  .meta({ id: 'CustomerPatch', override: { minProperties: 1 } });
