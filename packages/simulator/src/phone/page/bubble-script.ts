/** `/page/bubble.js`: one message on the phone's screen. */
export const bubbleScript = `
import { clock, el, icon, safeLink } from './dom.js';

const stateWords = { sending: 'Sending', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Not delivered', none: '' };

function ticks(message) {
  const name = { sending: 'clock', sent: 'check', delivered: 'checks', read: 'checks', failed: 'alert' }[message.state];
  if (!name) return undefined;
  const mine = message.from === 'customer';
  const words = mine ? { delivered: 'Taken by the business', read: 'Read by the business' }[message.state] : { delivered: 'Reported: delivered', read: 'Reported: read' }[message.state];
  const label = words || stateWords[message.state];
  const mark = el('span', { class: message.state, role: 'img', 'aria-label': label, title: label });
  mark.append(icon(name, 14));
  return mark;
}

function fileLine(content, label) {
  const url = content.mediaId ? '/phone/media/' + content.mediaId : safeLink(content.link || '');
  const inside = [icon('file', 20), el('span', {}, el('b', {}, content.fileName || label), el('small', {}, content.mimeType || (content.link ? new URL(url).host : label)))];
  return url ? el('a', { class: 'file', href: url, target: '_blank', rel: 'noreferrer noopener' }, ...inside) : el('span', { class: 'file' }, ...inside);
}

function media(content) {
  const source = content.mediaId ? '/phone/media/' + content.mediaId : undefined;
  if (source === undefined) return fileLine(content, { image: 'Picture', video: 'Video', audio: 'Audio', document: 'Document', sticker: 'Sticker' }[content.kind]);
  if (content.kind === 'image') return el('img', { class: 'picture', src: source, alt: content.caption || 'Picture', loading: 'lazy' });
  if (content.kind === 'sticker') return el('img', { class: 'sticker', src: source, alt: 'Sticker' });
  if (content.kind === 'video') return el('video', { class: 'picture', src: source, controls: true, preload: 'metadata' });
  if (content.kind === 'audio') return el('audio', { src: source, controls: true, preload: 'metadata', 'aria-label': content.voice ? 'Voice message' : 'Audio' });
  return fileLine(content, 'Document');
}

const choiceIcons = { list: 'list', link: 'link', location: 'pin', contact: 'person' };

function choiceButton(message, choice, act) {
  const inside = [choiceIcons[choice.kind] ? icon(choiceIcons[choice.kind], 16) : undefined, choice.title];
  if (choice.kind === 'link') {
    return el('a', { class: 'choice', href: safeLink(choice.url), target: '_blank', rel: 'noreferrer noopener' }, ...inside);
  }
  return el('button', { class: 'choice', type: 'button', title: choice.description, on: { click: () => act.tap(message, choice) } }, ...inside);
}

function choices(message, content, act) {
  if (!content.choices || content.choices.length === 0) return undefined;
  if (content.choices[0].kind === 'list') {
    const open = el('button', { class: 'choice', type: 'button', 'aria-haspopup': 'menu' }, icon('list', 16), content.menu || 'Choose');
    open.addEventListener('click', () => act.openList(message, content.choices, open));
    return el('div', { class: 'choices' }, open);
  }
  return el('div', { class: 'choices' }, ...content.choices.map((choice) => choiceButton(message, choice, act)));
}

function body(message, act) {
  const content = message.content;
  if (message.revoked) return [el('div', { class: 'text gone' }, message.from === 'customer' ? 'You deleted this message' : 'This message was deleted')];
  switch (content.kind) {
    case 'text': return [el('div', { class: 'text' }, content.text)];
    case 'notice': return [el('div', { class: 'text gone' }, content.text)];
    case 'location': {
      const place = content.name || content.address || content.latitude.toFixed(5) + ', ' + content.longitude.toFixed(5);
      return [el('span', { class: 'file' }, icon('pin', 20), el('span', {}, el('b', {}, place), el('small', {}, content.address && content.name ? content.address : 'Location')))];
    }
    case 'contacts': return content.names.map((name) => el('span', { class: 'file' }, icon('person', 20), el('span', {}, el('b', {}, name), el('small', {}, 'Contact'))));
    case 'interactive': return [
      content.headerMediaId ? el('img', { class: 'picture', src: '/phone/media/' + content.headerMediaId, alt: '' }) : undefined,
      content.header ? el('div', { class: 'head' }, content.header) : undefined,
      el('div', { class: 'text' }, content.text),
      content.footer ? el('div', { class: 'foot' }, content.footer) : undefined,
    ];
    case 'template': return [
      el('div', { class: 'head' }, content.name),
      content.parameters.length > 0 ? el('div', { class: 'text' }, content.parameters.join(', ')) : undefined,
      el('div', { class: 'foot' }, 'Template, ' + content.language),
    ];
    default: return [media(content), content.caption ? el('div', { class: 'text' }, content.caption) : undefined];
  }
}

export function preview(message) {
  if (message.revoked) return 'Deleted message';
  const content = message.content;
  return content.text || content.caption || content.fileName || content.name || { image: 'Photo', video: 'Video', audio: 'Voice message', sticker: 'Sticker', location: 'Location', contacts: 'Contact' }[content.kind] || 'Message';
}

function failure(message, act) {
  if (message.from !== 'customer' || message.state !== 'failed') return undefined;
  const delivery = message.delivery || {};
  const why = delivery.status ? 'Webhook answered ' + delivery.status : 'Webhook not reached' + (delivery.error ? ' (' + delivery.error + ')' : '');
  return el('div', { class: 'failure', role: 'status' }, el('span', {}, why),
    el('button', { type: 'button', on: { click: (event) => act.retry(delivery, event.currentTarget) } }, 'Retry'));
}

/** The nodes of one message. */
export function bubble(message, context, act) {
  const quoted = message.replyTo ? context.find(message.replyTo) : undefined;
  const faces = Object.values(message.reactions || {});
  const box = el('div', { class: 'bubble' + (faces.length > 0 ? ' reacted' : '') },
    message.replyTo ? el('div', { class: 'quote' }, quoted ? preview(quoted) : 'Earlier message') : undefined,
    ...body(message, act),
    el('div', { class: 'meta' }, message.edited ? 'Edited' : undefined, el('time', { datetime: message.at }, clock(message.at)), ticks(message)),
    message.revoked ? undefined : choices(message, message.content, act),
    faces.length > 0 ? el('span', { class: 'reactions', role: 'img', 'aria-label': 'Reactions: ' + faces.join(' ') }, faces.join(' ')) : undefined);
  const more = el('button', { class: 'icon-button more', type: 'button', 'aria-label': 'Actions for this message', 'aria-haspopup': 'menu' }, icon('more', 16));
  more.addEventListener('click', () => act.openMessageMenu(message, more));
  const row = el('div', { class: 'bubble-row ' + message.from + (context.same ? ' same' : '') }, box, message.revoked ? undefined : more);
  return [row, failure(message, act)].filter(Boolean);
}
`;
