import { BusinessHoursNotFoundError } from '../../business-hours/business-hours-errors.ts';
import type { InboxPatch, NewInbox } from '../../desk.ts';
import type { BusinessHoursId, InboxId } from '../../ids.ts';
import { defaultReopenWindowMs, type Inbox } from '../../inboxes/inbox.ts';
import { InboxNotFoundError } from '../../inboxes/inbox-errors.ts';
import type { InboxView } from '../../inboxes/inbox-view.ts';
import type { JsonObject } from '../../json.ts';
import type { Transaction } from '../../storage/storage.ts';
import { type FlowContext, tell } from '../flow-context.ts';

/** Adds an inbox; its adapter checks settings and credentials first, and the credentials are stored sealed. */
export async function createInbox(ctx: FlowContext, input: NewInbox): Promise<InboxView> {
  const id = input.id ?? ctx.ids.next('inb');
  const checked = ctx.directory.adapter(input.channel).check(input);
  const at = ctx.clock.now();
  const inbox: Inbox = {
    id,
    name: input.name,
    channel: input.channel,
    settings: checked.settings,
    sealedCredentials: await ctx.cipher.seal(JSON.stringify(checked.credentials), id),
    reopenWindowMs: input.reopenWindowMs ?? defaultReopenWindowMs,
    ...(input.assistantId === undefined ? {} : { assistantId: input.assistantId }),
    ...(input.businessHoursId === undefined ? {} : { businessHoursId: input.businessHoursId }),
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  await ctx.db.transaction(async (tx) => {
    await assertHours(tx, inbox.businessHoursId);
    await tx.inboxes.add([inbox]);
    await tell(ctx, tx, [
      { type: 'inbox.created', data: { inboxId: id, channel: inbox.channel, name: inbox.name } },
    ]);
  });
  ctx.directory.forget(id);
  return viewInbox(ctx, inbox);
}

/** Changes an inbox; takes effect for the next message in this process, and within a second in others. */
export async function updateInbox(ctx: FlowContext, id: InboxId, patch: InboxPatch): Promise<InboxView> {
  const view = await ctx.db.transaction(async (tx) => {
    const [current] = await tx.inboxes.find([id]);
    if (current === undefined) throw new InboxNotFoundError(id);
    const stored = JSON.parse(await ctx.cipher.open(current.sealedCredentials, id)) as JsonObject;
    const checked = ctx.directory.adapter(current.channel).check({
      settings: patch.settings ?? current.settings,
      credentials: patch.credentials ?? stored,
    });
    const { assistantId: _assistantId, businessHoursId: _businessHoursId, ...rest } = current;
    const assistantId =
      patch.assistantId === undefined ? current.assistantId : (patch.assistantId ?? undefined);
    const businessHoursId =
      patch.businessHoursId === undefined ? current.businessHoursId : (patch.businessHoursId ?? undefined);
    await assertHours(tx, patch.businessHoursId ?? undefined);
    const next: Inbox = {
      ...rest,
      ...(assistantId === undefined ? {} : { assistantId }),
      ...(businessHoursId === undefined ? {} : { businessHoursId }),
      name: patch.name ?? current.name,
      settings: checked.settings,
      sealedCredentials: await ctx.cipher.seal(JSON.stringify(checked.credentials), id),
      reopenWindowMs: patch.reopenWindowMs ?? current.reopenWindowMs,
      version: current.version + 1,
      updatedAt: ctx.clock.now(),
    };
    await tx.inboxes.save([next]);
    await tell(ctx, tx, [
      { type: 'inbox.updated', data: { inboxId: id, channel: next.channel, name: next.name } },
    ]);
    return viewInbox(ctx, next);
  });
  ctx.directory.forget(id);
  return view;
}

/** @throws {BusinessHoursNotFoundError} */
async function assertHours(tx: Transaction, id: BusinessHoursId | undefined): Promise<void> {
  if (id === undefined) return;
  if ((await tx.businessHours.find([id])).length === 0) throw new BusinessHoursNotFoundError(id);
}

/** The inbox without its secrets. */
export async function viewInbox(ctx: FlowContext, inbox: Inbox): Promise<InboxView> {
  const { sealedCredentials, ...shown } = inbox;
  const stored = JSON.parse(await ctx.cipher.open(sealedCredentials, inbox.id)) as JsonObject;
  const adapter = ctx.directory.adapter(inbox.channel);
  return {
    ...shown,
    credentials: Object.fromEntries(
      adapter.credentialNames.map((name) => [name, stored[name] !== undefined]),
    ),
    files: adapter.files?.(inbox.settings, { hasBlobStore: ctx.blobs !== undefined }) ?? [],
  };
}
