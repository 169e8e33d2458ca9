import { z } from 'zod';
import { jsonObjectSchema, jsonValueSchema } from './json-value.ts';
import { mediaSchema, sentMediaSchema } from './media.ts';

const shortText = z.string().min(1).max(1024);
const longText = z.string().min(1).max(4096);

function askingVariants<Media extends z.ZodType>(media: Media) {
  const frame = {
    body: longText,
    header: z
      .discriminatedUnion('type', [
        z.strictObject({ type: z.literal('text'), text: shortText }),
        z.strictObject({ type: z.enum(['image', 'video', 'document']), media }),
      ])
      .exactOptional(),
    footer: shortText.exactOptional(),
  };
  return [
    z.strictObject({
      kind: z.literal('buttons'),
      ...frame,
      buttons: z
        .array(z.strictObject({ id: shortText, title: shortText }))
        .min(1)
        .max(20),
    }),
    z.strictObject({
      kind: z.literal('list'),
      ...frame,
      button: shortText.meta({ description: 'The label that opens the list.' }),
      sections: z
        .array(
          z.strictObject({
            title: shortText.exactOptional(),
            rows: z
              .array(
                z.strictObject({ id: shortText, title: shortText, description: shortText.exactOptional() }),
              )
              .min(1)
              .max(50),
          }),
        )
        .min(1)
        .max(20),
    }),
    z.strictObject({ kind: z.literal('link'), ...frame, label: shortText, url: z.string().min(1).max(2048) }),
    z.strictObject({
      kind: z.literal('flow'),
      ...frame,
      flowId: shortText,
      label: shortText,
      token: shortText.meta({ description: 'Comes back with the answer; put your own correlation here.' }),
      screen: shortText.exactOptional(),
      data: jsonObjectSchema.exactOptional(),
      action: z.enum(['navigate', 'data_exchange']).exactOptional(),
      draft: z.boolean().exactOptional(),
    }),
    z.strictObject({ kind: z.literal('location_request'), body: longText }),
    z.strictObject({ kind: z.literal('contact_request'), body: longText }),
  ] as const;
}

/** Something tappable to send. */
export const sentInteractiveSchema = z
  .discriminatedUnion('kind', [...askingVariants(sentMediaSchema)])
  .meta({ id: 'SentInteractive' });

/** Something tappable we sent, or the customer's answer to it. */
export const interactiveSchema = z
  .discriminatedUnion('kind', [
    ...askingVariants(mediaSchema),
    z.object({ kind: z.literal('button_reply'), id: z.string(), title: z.string() }),
    z.object({
      kind: z.literal('list_reply'),
      id: z.string(),
      title: z.string(),
      description: z.string().exactOptional(),
    }),
    z.object({ kind: z.literal('template_button_reply'), payload: z.string(), title: z.string() }),
    z.object({
      kind: z.literal('flow_reply'),
      name: z.string(),
      body: z.string().exactOptional(),
      token: z.string().exactOptional(),
      data: jsonValueSchema,
    }),
    z.object({
      kind: z.literal('call_permission_reply'),
      accepted: z.boolean(),
      expiresAt: z.string().exactOptional(),
    }),
    z.object({
      kind: z.literal('order'),
      catalogId: z.string(),
      text: z.string().exactOptional(),
      items: z.array(
        z.object({ productId: z.string(), quantity: z.number(), price: z.number(), currency: z.string() }),
      ),
    }),
  ])
  .meta({ id: 'Interactive' });
