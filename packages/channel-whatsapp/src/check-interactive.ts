import type { InteractiveContent, InteractiveHeader } from '@parley/core';
import { checkCount, checkOptionalText, checkText, checkUnique, checkUrl, refuse } from './check-limit.ts';
import { checkMedia } from './check-media.ts';

/** Something tappable to send. */
export type SendableInteractive = Extract<
  InteractiveContent,
  { kind: 'buttons' | 'list' | 'link' | 'flow' | 'location_request' | 'contact_request' }
>;

/** Whether it is something to send; the other kinds are answers of customers. */
export function isSendable(interactive: InteractiveContent): interactive is SendableInteractive {
  switch (interactive.kind) {
    case 'buttons':
    case 'list':
    case 'link':
    case 'flow':
    case 'location_request':
    case 'contact_request':
      return true;
    default:
      return false;
  }
}

/** Limits of interactive messages. WhatsApp Cloud API, interactive messages. @throws {InvalidContentError} */
export function checkInteractive(interactive: SendableInteractive): void {
  checkText('interactive.body', interactive.body, interactive.kind === 'list' ? 4096 : 1024);
  if (interactive.kind === 'location_request' || interactive.kind === 'contact_request') return;
  checkOptionalText('interactive.footer', interactive.footer, 60);
  if (interactive.header !== undefined) checkHeader(interactive.header, interactive.kind === 'list');
  switch (interactive.kind) {
    case 'buttons':
      checkButtons(interactive.buttons);
      break;
    case 'list':
      checkList(interactive);
      break;
    case 'link':
      checkText('interactive.label', interactive.label, 20);
      checkUrl('interactive.url', interactive.url, ['https:', 'http:']);
      break;
    case 'flow':
      checkFlow(interactive);
      break;
    default:
      interactive satisfies never;
  }
}

function checkHeader(header: InteractiveHeader, isTextOnly: boolean): void {
  if (header.type === 'text') {
    checkText('interactive.header.text', header.text, 60);
    return;
  }
  if (isTextOnly) refuse('interactive.header.type', 'must be text above a list');
  checkMedia('interactive.header.media', header.type, header.media);
}

function checkButtons(buttons: readonly { readonly id: string; readonly title: string }[]): void {
  const field = 'interactive.buttons';
  checkCount(field, buttons, 1, 3);
  for (const [index, { id, title }] of buttons.entries()) {
    checkText(`${field}[${index}].id`, id, 256);
    checkText(`${field}[${index}].title`, title, 20);
  }
  checkUnique(
    `${field}[].id`,
    buttons.map((button) => button.id),
  );
  checkUnique(
    `${field}[].title`,
    buttons.map((button) => button.title),
  );
}

function checkList(list: Extract<SendableInteractive, { kind: 'list' }>): void {
  const field = 'interactive.sections';
  checkText('interactive.button', list.button, 20);
  checkCount(field, list.sections, 1, 10);
  for (const [index, section] of list.sections.entries()) {
    if (list.sections.length > 1 && section.title === undefined)
      refuse(`${field}[${index}].title`, 'must be given where there are several sections');
    checkOptionalText(`${field}[${index}].title`, section.title, 24);
    checkCount(`${field}[${index}].rows`, section.rows, 1, 10);
    for (const [place, row] of section.rows.entries()) {
      const path = `${field}[${index}].rows[${place}]`;
      checkText(`${path}.id`, row.id, 200);
      checkText(`${path}.title`, row.title, 24);
      checkOptionalText(`${path}.description`, row.description, 72);
    }
  }
  const rows = list.sections.flatMap((section) => section.rows);
  checkCount(`${field}[].rows`, rows, 1, 10);
  checkUnique(
    `${field}[].rows[].id`,
    rows.map((row) => row.id),
  );
}

function checkFlow(flow: Extract<SendableInteractive, { kind: 'flow' }>): void {
  checkText('interactive.flowId', flow.flowId, 256);
  checkText('interactive.label', flow.label, 30);
  if (/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(flow.label))
    refuse('interactive.label', 'must not hold emoji');
  checkText('interactive.token', flow.token, 4096);
  if (flow.action === 'data_exchange' && (flow.screen !== undefined || flow.data !== undefined)) {
    refuse(
      'interactive.screen',
      'and data are given by the endpoint of the flow when the action is data_exchange',
    );
  }
  if (flow.data !== undefined && flow.screen === undefined)
    refuse('interactive.screen', 'must be given where data is');
  if (flow.data !== undefined && Object.keys(flow.data).length === 0)
    refuse('interactive.data', 'must not be empty');
}
