import type { AnswerOf, uploadedChatFileSchema } from '@parley/api-contract';
import type { CustomerDesk, MessageId } from '@parley/core';
import type { Answer, Exchange } from '../exchange.ts';
import { fileHeaders } from '../file-answer.ts';
import { jsonAnswer } from '../json-answer.ts';
import { patientBudget } from '../patient-budget.ts';
import { readFileHead } from '../read-file.ts';
import type { ServerSettings } from '../server-options.ts';

/** Takes a file of a customer as it comes, without holding it in memory. */
export async function takeChatFile(
  exchange: Exchange,
  desk: CustomerDesk,
  settings: ServerSettings,
): Promise<Answer> {
  const head = readFileHead(exchange, 'optional');
  const late = new AbortController();
  // The body has a time of its own; what is left is for the store to finish.
  const patience = patientBudget(settings.mediaTimeoutMs + settings.deadlineMs, late);
  const open = async (maxBytes: number): Promise<ReadableStream<Uint8Array>> => exchange.streamBody(maxBytes);
  const file = await patience.wait(desk.upload({ ...head, open }, { signal: late.signal }));
  const { mediaId, kind, fileName, mimeType, sizeBytes } = file;
  const body: AnswerOf<typeof uploadedChatFileSchema> = { mediaId, kind, fileName, mimeType, sizeBytes };
  return jsonAnswer(201, body);
}

/** Gives a customer the file of one of their messages. */
export async function giveChatFile(
  desk: CustomerDesk,
  messageId: MessageId,
  settings: ServerSettings,
): Promise<Answer> {
  const patience = patientBudget(settings.mediaTimeoutMs, new AbortController());
  const file = await patience.wait(desk.openFile(messageId));
  return { status: 200, headers: fileHeaders(file, messageId), body: file.body };
}
