import type { InteractiveHeader, JsonObject } from '@parley/core';
import type { SendableInteractive } from './check-interactive.ts';
import { present } from './present.ts';

/** Something tappable in the provider's shape. WhatsApp Cloud API, interactive messages. */
export function buildInteractive(interactive: SendableInteractive): JsonObject {
  const body = { text: interactive.body };
  if (interactive.kind === 'location_request') {
    return { type: 'location_request_message', body, action: { name: 'send_location' } };
  }
  if (interactive.kind === 'contact_request') {
    // An older page of the provider says `contact_request`; the API answered #100 to that.
    return { type: 'request_contact_info', body, action: { name: 'request_contact_info' } };
  }
  const footer = interactive.footer === undefined ? undefined : { text: interactive.footer };
  const header = interactive.header === undefined ? undefined : buildHeader(interactive.header);
  const { type, action } = buildAction(interactive);
  return present({ type, header, body, footer, action });
}

function buildHeader(header: InteractiveHeader): JsonObject {
  if (header.type === 'text') return { type: 'text', text: header.text };
  const { providerMediaId: id, url, fileName } = header.media;
  const media = present({
    id,
    link: id === undefined ? url : undefined,
    filename: header.type === 'document' ? fileName : undefined,
  });
  return { type: header.type, [header.type]: media };
}

function buildAction(
  interactive: Exclude<SendableInteractive, { kind: 'location_request' | 'contact_request' }>,
): {
  type: string;
  action: JsonObject;
} {
  switch (interactive.kind) {
    case 'buttons': {
      const buttons = interactive.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } }));
      return { type: 'button', action: { buttons } };
    }
    case 'list': {
      const sections = interactive.sections.map(({ title, rows }) =>
        present({
          title,
          rows: rows.map(({ id, title: name, description }) => present({ id, title: name, description })),
        }),
      );
      return { type: 'list', action: { button: interactive.button, sections } };
    }
    case 'link': {
      const parameters = { display_text: interactive.label, url: interactive.url };
      return { type: 'cta_url', action: { name: 'cta_url', parameters } };
    }
    case 'flow':
      return { type: 'flow', action: { name: 'flow', parameters: buildFlow(interactive) } };
    default:
      return interactive satisfies never;
  }
}

function buildFlow(flow: Extract<SendableInteractive, { kind: 'flow' }>): JsonObject {
  return present({
    flow_message_version: '3',
    flow_id: flow.flowId,
    flow_cta: flow.label,
    flow_token: flow.token,
    flow_action: flow.action ?? 'navigate',
    flow_action_payload:
      flow.screen === undefined ? undefined : present({ screen: flow.screen, data: flow.data }),
    mode: flow.draft === true ? 'draft' : undefined,
  });
}
