/** `/page/panes.js`: the list of customers, the traffic list, menus and the dialog for a new customer. */
export const panesScript = `
import { $, avatar, clock, el, icon, labelOf } from './dom.js';

export function renderPeople(people, selected, choose, create) {
  const list = $('people');
  const held = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.person : undefined;
  if (people.length === 0) {
    list.replaceChildren(el('li', { class: 'empty' }, icon('addPerson', 28), el('b', {}, 'No customers yet'), 'Make one to write to the business.',
      el('button', { class: 'button primary', type: 'button', on: { click: create } }, 'New customer')));
    return;
  }
  list.replaceChildren(...people.map((person) => {
    const label = labelOf(person);
    const words = person.preview ? (person.previewFrom === 'customer' ? 'You: ' : '') + person.preview : person.phone || 'Shares no number';
    const button = el('button', { class: 'person', type: 'button', 'aria-current': person.id === selected ? 'true' : undefined, 'data-person': person.id, on: { click: () => choose(person.id) } },
      avatar(label, person.id + label),
      el('span', { class: 'grow' },
        el('span', { class: 'top' }, el('span', { class: 'name' }, label), person.lastAt ? el('time', { datetime: person.lastAt }, clock(person.lastAt)) : undefined),
        el('span', { class: 'preview' }, el('span', {}, words),
          person.failed ? el('span', { class: 'warn-mark', role: 'img', 'aria-label': 'A message was not delivered' }, icon('alert', 16)) : undefined,
          person.unread > 0 ? el('span', { class: 'badge', 'aria-label': person.unread + ' unread' }, String(person.unread)) : undefined)));
    return el('li', {}, button);
  }));
  if (held) { const again = list.querySelector('[data-person="' + CSS.escape(held) + '"]'); if (again) again.focus(); }
}

function wireItem(item) {
  const bad = item.bad;
  return el('li', { class: 'wire-item' + (bad ? ' bad' : '') }, icon(item.out ? 'up' : 'down', 16),
    el('span', { class: 'what' }, item.title, item.more ? el('span', {}, item.more) : undefined), el('span', { class: 'code' }, item.code));
}

export function renderWire(items) {
  $('wire').replaceChildren(...(items.length === 0
    ? [el('li', { class: 'wire-empty' }, 'Nothing yet. Webhooks and API calls show up here.')]
    : items.map(wireItem)));
}

/** What a webhook holds, in words: 'messages:text:wamid…' becomes 'text'. */
function summaryOf(words) {
  const names = words.map((word) => { const parts = word.split(':'); return parts[0] === 'messages' ? parts.slice(1, parts[1] === 'status' ? 3 : 2).join(' ') : parts[0]; });
  return names.length > 3 ? names.length + ' updates' : names.join(', ');
}

export function wireOfDelivery(delivery) {
  const done = delivery.state === 'delivered';
  const code = delivery.status ? String(delivery.status) : delivery.error || (delivery.state === 'held' ? 'held' : '…');
  const tries = delivery.attempts > 1 ? ', attempt ' + delivery.attempts : '';
  return { id: delivery.id, out: true, bad: delivery.attempts > 0 && !done, code: code, title: 'Webhook: ' + summaryOf(delivery.summary),
    more: delivery.id + tries + (delivery.tookMs !== undefined ? ', ' + delivery.tookMs + ' ms' : '') };
}

export function wireOfCall(call) {
  const name = call.path.split('/').pop();
  return { out: false, bad: call.status === 0 || call.status >= 400, code: call.status === 0 ? 'lost' : String(call.status),
    title: call.method + ' ' + (/^[0-9]+$/.test(name) ? 'media' : name), more: call.code ? 'error ' + call.code : undefined };
}

let closeMenu = () => {};

/** Closes the open menu, if any. */
export const hideMenu = () => closeMenu();

/** Opens a menu at a button. Items: { title, run, danger } or { faces, run }. */
export function openMenu(anchor, items) {
  const menu = $('popup');
  closeMenu();
  const pick = (run) => { closeMenu(); run(); };
  menu.replaceChildren(...items.map((item) => item.faces
    ? el('div', { class: 'faces' }, ...item.faces.map((face) => el('button', { type: 'button', role: 'menuitem', 'aria-label': 'React with ' + face, on: { click: () => pick(() => item.run(face)) } }, face)))
    : el('button', { type: 'button', role: 'menuitem', class: item.danger ? 'danger' : undefined, on: { click: () => pick(item.run) } }, item.title, item.more ? el('span', { class: 'quiet' }, ' ' + item.more) : undefined)));
  menu.hidden = false;
  const at = anchor.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  menu.style.left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8)) + 'px';
  menu.style.top = (at.bottom + size.height + 8 > innerHeight ? Math.max(8, at.top - size.height - 4) : at.bottom + 4) + 'px';
  anchor.setAttribute('aria-expanded', 'true');
  const buttons = [...menu.querySelectorAll('button')];
  if (buttons[0]) buttons[0].focus();
  const onKey = (event) => {
    const index = buttons.indexOf(document.activeElement);
    if (event.key === 'Escape') { closeMenu(); anchor.focus(); }
    else if (event.key === 'ArrowDown' || event.key === 'ArrowRight') { event.preventDefault(); buttons[(index + 1) % buttons.length].focus(); }
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') { event.preventDefault(); buttons[(index - 1 + buttons.length) % buttons.length].focus(); }
  };
  const onPress = (event) => { if (!menu.contains(event.target) && !anchor.contains(event.target)) closeMenu(); };
  document.addEventListener('keydown', onKey);
  document.addEventListener('pointerdown', onPress);
  closeMenu = () => {
    menu.hidden = true;
    anchor.removeAttribute('aria-expanded');
    document.removeEventListener('keydown', onKey);
    document.removeEventListener('pointerdown', onPress);
    closeMenu = () => {};
  };
}

/** A small form in a dialog. Fields: { key, label, value, check, optional }. Resolves when it worked or was closed. */
export function ask(title, hint, fields, action, submit) {
  const dialog = $('dialog');
  const inputs = {};
  const problem = el('p', { class: 'problem', role: 'alert', hidden: true });
  const rows = fields.map((field) => {
    const input = el('input', { type: field.check ? 'checkbox' : field.type || 'text', value: field.check ? undefined : field.value || '', placeholder: field.placeholder });
    inputs[field.key] = input;
    return field.check ? el('label', { class: 'check' }, input, field.label) : el('label', { class: 'field' }, field.label, input);
  });
  const form = el('form', { method: 'dialog' }, el('h2', {}, title), hint ? el('p', { class: 'quiet' }, hint) : undefined, ...rows, problem,
    el('div', { class: 'dialog-foot' }, el('button', { class: 'button', type: 'button', on: { click: () => dialog.close() } }, 'Cancel'),
      el('button', { class: 'button primary', type: 'submit' }, action)));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const values = {};
    for (const [key, input] of Object.entries(inputs)) values[key] = input.type === 'checkbox' ? input.checked : input.value.trim();
    try { await submit(values); dialog.close(); }
    catch (error) { problem.textContent = error.message; problem.hidden = false; }
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}
`;
