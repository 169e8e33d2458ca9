import { basename, extname } from 'node:path';
import type { JsonObject } from '../json-value.ts';
import { objectAt, stringAt } from '../json-value.ts';
import type { CliIo } from './cli-io.ts';
import { CliFailure } from './cli-io.ts';
import type { Command } from './parse-command.ts';
import { textOf, UsageError, wholeOf } from './parse-command.ts';
import { postPhone, postPhoneFile, streamPhone } from './phone-client.ts';
import { reportBurst, reportDelivery, showProgress } from './report.ts';

const mimeTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.3gp': 'video/3gpp',
  '.ogg': 'audio/ogg; codecs=opus',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
};

/** The MIME type a file's name stands for. */
export function mimeTypeOf(path: string): string {
  return mimeTypes[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

async function customerId(command: Command, io: CliIo): Promise<string> {
  const name = command.values['name'];
  const input: JsonObject = {
    phone: textOf(command, 'from'),
    ...(typeof name === 'string' ? { name } : {}),
  };
  const customer = await postPhone(io, textOf(command, 'url'), '/phone/customers', input);
  const id = stringAt(customer, 'id');
  if (id === undefined)
    throw new CliFailure('The simulator gave no customer back; is it of another version?');
  return id;
}

function optional(command: Command, option: string, key = option): JsonObject {
  const value = command.values[option];
  return typeof value === 'string' || typeof value === 'number' ? { [key]: value } : {};
}

async function act(command: Command, io: CliIo, input: JsonObject): Promise<number> {
  const id = await customerId(command, io);
  const answer = await postPhone(io, textOf(command, 'url'), `/phone/customers/${id}/actions`, input);
  return reportDelivery(io, objectAt(answer, 'delivery'), stringAt(answer, 'messageId'));
}

async function sendFile(command: Command, io: CliIo): Promise<number> {
  const path = textOf(command, 'file');
  const bytes = await io.readFile(path).catch((error: unknown) => {
    throw new CliFailure(`Could not read ${path}.`, { cause: error });
  });
  const mimeType = mimeTypeOf(path);
  const family = mimeType.split('/')[0] ?? '';
  const kind = ['image', 'video', 'audio'].includes(family) ? family : 'document';
  const query = new URLSearchParams({ kind, mimeType, fileName: basename(path) });
  const caption = command.values['caption'];
  if (typeof caption === 'string') query.set('caption', caption);
  const id = await customerId(command, io);
  const answer = await postPhoneFile(
    io,
    textOf(command, 'url'),
    `/phone/customers/${id}/media?${query}`,
    bytes,
  );
  return reportDelivery(io, objectAt(answer, 'delivery'), stringAt(answer, 'messageId'));
}

/** How many messages `burst` sends. @throws {@link UsageError} */
export function burstCount(command: Command): number {
  return wholeOf(Number(command.argument ?? 500), 'The number of messages', 1, 100_000);
}

async function burst(command: Command, io: CliIo): Promise<number> {
  const input = {
    count: burstCount(command),
    customers: wholeOf(command.values['customers'], '--customers', 1, 10_000),
    concurrency: wholeOf(command.values['concurrency'], '--concurrency', 1, 500),
  };
  let report: JsonObject | undefined;
  await streamPhone(io, textOf(command, 'url'), '/phone/burst', input, (line) => {
    const progress = objectAt(line, 'progress');
    if (progress !== undefined) showProgress(io, progress);
    report = objectAt(line, 'report') ?? report;
  });
  if (report === undefined) throw new CliFailure('The burst broke off: the simulator went away.');
  return reportBurst(io, report);
}

/** Drives the running simulator. @returns the exit code. */
export async function drive(command: Command, io: CliIo): Promise<number> {
  const base = textOf(command, 'url');
  switch (command.name) {
    case 'text':
      return act(command, io, { action: 'text', text: textOf(command, 'text') });
    case 'image':
      return sendFile(command, io);
    case 'location': {
      const { latitude, longitude } = command.values;
      const place = { latitude: Number(latitude), longitude: Number(longitude) };
      return act(command, io, { action: 'location', ...place, ...optional(command, 'place', 'name') });
    }
    case 'reaction':
      return act(command, io, {
        action: 'reaction',
        emoji: textOf(command, 'emoji'),
        ...optional(command, 'message', 'messageId'),
      });
    case 'rotate-user-id':
      return act(command, io, { action: 'rotate_user_id' });
    case 'status': {
      const input = { status: textOf(command, 'status'), ...optional(command, 'message', 'messageId') };
      const answer = await postPhone(io, base, '/phone/statuses', { ...input, ...optional(command, 'code') });
      return reportDelivery(io, objectAt(answer, 'delivery'), stringAt(answer, 'messageId'));
    }
    case 'batch': {
      const size = wholeOf(command.values['size'], '--size', 1, 1000);
      const customers = wholeOf(command.values['customers'], '--customers', 1, 1000);
      const answer = await postPhone(io, base, '/phone/batch', { size, customers });
      return reportDelivery(io, objectAt(answer, 'delivery'), undefined);
    }
    case 'burst':
      return burst(command, io);
    case 'verify': {
      const result = await postPhone(io, base, '/phone/verify', {});
      if (result['ok'] === true) io.say('The webhook answered the challenge.');
      else io.complain(`The webhook is not verified. ${stringAt(result, 'problem') ?? ''}`);
      return result['ok'] === true ? 0 : 1;
    }
    default:
      throw new UsageError(`"${command.name}" cannot be driven.`);
  }
}
