import type { BusinessHours } from '../../business-hours/business-hours.ts';
import {
  BusinessHoursInUseError,
  BusinessHoursNotFoundError,
} from '../../business-hours/business-hours-errors.ts';
import { checkBusinessHours } from '../../business-hours/check-business-hours.ts';
import type { BusinessHoursPatch, NewBusinessHours } from '../../business-hours/desk-business-hours.ts';
import type { BusinessHoursId } from '../../ids.ts';
import { type FlowContext, tell } from '../flow-context.ts';

/** Adds a schedule. */
export async function createBusinessHours(ctx: FlowContext, input: NewBusinessHours): Promise<BusinessHours> {
  checkBusinessHours(input);
  const at = ctx.clock.now();
  const { name, timeZone, weekly, exceptions, autoReply } = input;
  const hours: BusinessHours = {
    id: input.id ?? ctx.ids.next('bhr'),
    name,
    timeZone,
    weekly,
    exceptions,
    ...(autoReply === undefined ? {} : { autoReply }),
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  await ctx.db.transaction(async (tx) => {
    await tx.businessHours.add([hours]);
    await tell(ctx, tx, [{ type: 'business_hours.saved', data: { businessHoursId: hours.id, name } }]);
  });
  return hours;
}

/** Changes a schedule; takes effect for the next message in this process, and within a second in others. */
export async function updateBusinessHours(
  ctx: FlowContext,
  id: BusinessHoursId,
  patch: BusinessHoursPatch,
): Promise<BusinessHours> {
  const saved = await ctx.db.transaction(async (tx) => {
    const [current] = await tx.businessHours.find([id]);
    if (current === undefined) throw new BusinessHoursNotFoundError(id);
    const { autoReply: before, ...rest } = current;
    const { autoReply: given, ...changes } = patch;
    const autoReply = given === undefined ? before : (given ?? undefined);
    const next: BusinessHours = {
      ...rest,
      ...changes,
      ...(autoReply === undefined ? {} : { autoReply }),
      version: current.version + 1,
      updatedAt: ctx.clock.now(),
    };
    checkBusinessHours(next);
    await tx.businessHours.save([next]);
    await tell(ctx, tx, [{ type: 'business_hours.saved', data: { businessHoursId: id, name: next.name } }]);
    return next;
  });
  ctx.directory.forgetHours(id);
  return saved;
}

/** Removes a schedule to which no inbox refers, and resolves to what it was. */
export async function removeBusinessHours(ctx: FlowContext, id: BusinessHoursId): Promise<BusinessHours> {
  return ctx.db.transaction(async (tx) => {
    const [current] = await tx.businessHours.find([id]);
    if (current === undefined) throw new BusinessHoursNotFoundError(id);
    const users = (await tx.inboxes.list()).filter((inbox) => inbox.businessHoursId === id);
    if (users.length > 0)
      throw new BusinessHoursInUseError(
        id,
        users.map((inbox) => inbox.id),
      );
    await tx.businessHours.remove([id]);
    await tell(ctx, tx, [
      { type: 'business_hours.removed', data: { businessHoursId: id, name: current.name } },
    ]);
    return current;
  });
}
