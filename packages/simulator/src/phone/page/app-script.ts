/** `/page/app.js`: what the page knows, and what happens when something changes. */
export const appScript = `
import { follow, get, post, postFile } from './api.js';
import { bubble, preview } from './bubble.js';
import { $, day, el, icon, labelOf } from './dom.js';
import { ask, hideMenu, openMenu, renderPeople, renderWire, wireOfCall, wireOfDelivery } from './panes.js';

const people = new Map();
const chats = new Map();
const typing = new Map();
let wire = [];
let selected;
let business = { name: '', phone: '' };
let attached;
let answering;
let drawing = false;

function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => { drawing = false; drawPeople(); drawChat(); renderWire(wire); });
}

function drawPeople() {
  const list = [...people.values()].sort((first, second) => (second.lastAt || '').localeCompare(first.lastAt || ''));
  renderPeople(list, selected, select, newCustomer);
}

const finder = { find: (id) => (chats.get(selected) || new Map()).get(id) };

function chatNodes(messages) {
  const nodes = [];
  let before;
  for (const message of messages) {
    const newDay = !before || day(before.at) !== day(message.at);
    if (newDay) nodes.push(el('div', { class: 'day' }, day(message.at)));
    const same = !newDay && before.from === message.from && new Date(message.at) - new Date(before.at) < 180000;
    nodes.push(...bubble(message, { find: finder.find, same: same }, acts));
    before = message;
  }
  if ((typing.get(selected) || 0) > Date.now()) {
    nodes.push(el('div', { class: 'bubble-row business' }, el('div', { class: 'bubble typing', role: 'status', 'aria-label': business.name + ' is typing' }, el('i'), el('i'), el('i'))));
  }
  return nodes;
}

function drawChat() {
  const person = people.get(selected);
  const log = $('log');
  $('owner').replaceChildren(...(person ? [el('b', {}, labelOf(person)), person.phone ? person.phone : 'shares no phone number'] : []));
  $('device').style.visibility = person ? '' : 'hidden';
  if (!person) return;
  const busy = (typing.get(selected) || 0) > Date.now();
  $('presence').textContent = busy ? 'typing…' : windowWords(person);
  const messages = [...(chats.get(selected) || new Map()).values()];
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80 || log.dataset.of !== selected;
  const top = log.scrollTop;
  log.dataset.of = selected;
  log.replaceChildren(...(messages.length > 0 || busy ? chatNodes(messages)
    : [el('div', { class: 'empty' }, icon('chat', 28), el('b', {}, 'No messages yet'), 'Write to ' + business.name + ' as ' + labelOf(person) + '.')]));
  log.scrollTop = atEnd ? log.scrollHeight : top;
  for (const picture of log.querySelectorAll('img')) {
    if (!picture.complete) picture.addEventListener('load', () => { if (atEnd) log.scrollTop = log.scrollHeight; }, { once: true });
  }
}

function windowWords(person) {
  if (!person.windowEndsAt) return 'Business account';
  const left = new Date(person.windowEndsAt) - Date.now();
  if (left <= 0) return 'Free text is over, templates only';
  const hours = Math.floor(left / 3600000);
  return 'Free text for ' + (hours > 0 ? hours + ' h' : Math.max(1, Math.floor(left / 60000)) + ' min');
}

function remember(message) {
  if (!chats.has(message.customerId)) chats.set(message.customerId, new Map());
  chats.get(message.customerId).set(message.id, message);
}

async function refresh() {
  const state = await get('/phone/state');
  business = state.business;
  $('business-line').textContent = 'Writing to ' + business.name;
  $('business-name').textContent = business.name;
  $('business-name').title = business.phone;
  $('business-avatar').textContent = (business.name[0] || 'B').toUpperCase();
  $('target').textContent = state.webhookUrl;
  people.clear();
  for (const person of state.customers) people.set(person.id, person);
  const asked = location.hash.slice(1);
  if (!people.has(selected)) selected = people.has(asked) ? asked : (state.customers[0] || {}).id;
  if (selected) await load(selected);
  if (wire.length === 0) wire = (await get('/phone/deliveries')).deliveries.slice(-40).reverse().map(wireOfDelivery);
  draw();
}

async function load(id) {
  const chat = await get('/phone/customers/' + id);
  chats.set(id, new Map(chat.messages.map((message) => [message.id, message])));
}

function onScreen() {
  return !document.hidden && (document.body.dataset.view === 'chat' || matchMedia('(min-width:761px)').matches);
}

function lookAt(id, looking) {
  if (id) post('/phone/customers/' + id + (looking ? '/open' : '/close')).catch(show);
}

async function select(id) {
  hideMenu();
  if (id !== selected) { lookAt(selected, false); clearStrip(); }
  selected = id;
  history.replaceState(null, '', '#' + id);
  document.body.dataset.view = 'chat';
  $('log').dataset.of = '';
  draw();
  try { await load(id); } catch (error) { show(error); }
  lookAt(id, onScreen());
  draw();
  if (matchMedia('(hover:hover)').matches) $('words').focus();
}

function show(error) {
  $('banner').textContent = error.message;
  $('banner').hidden = false;
  clearTimeout(show.timer);
  show.timer = setTimeout(() => { $('banner').hidden = true; }, 6000);
}

const act = (id, input) => post('/phone/customers/' + id + '/actions', input);
const attempt = (work) => work.catch(show);

const acts = {
  tap: (message, choice) => attempt(act(selected, { action: 'tap', messageId: message.id, choice: choice.id })),
  openList: (message, choices, anchor) => openMenu(anchor, choices.map((choice) => ({ title: choice.title, more: choice.description, run: () => acts.tap(message, choice) }))),
  retry: (delivery, button) => { button.disabled = true; attempt(post('/phone/deliveries/' + delivery.id + '/retry')).finally(() => { button.disabled = false; }); },
  openMessageMenu: (message, anchor) => {
    const items = [{ faces: ['👍', '❤️', '😂', '😮', '🙏'], run: (emoji) => attempt(act(selected, { action: 'reaction', messageId: message.id, emoji: emoji })) },
      { title: 'Reply', run: () => { answering = message; drawStrip(); $('words').focus(); } }];
    if (message.reactions && message.reactions.customer) items.push({ title: 'Take reaction back', run: () => attempt(act(selected, { action: 'reaction', messageId: message.id, emoji: '' })) });
    if (message.from === 'customer' && message.content.kind === 'text') items.push({ title: 'Edit', run: () => ask('Edit message', undefined, [{ key: 'text', label: 'Text', value: message.content.text }], 'Save', (values) => act(selected, { action: 'edit', messageId: message.id, text: values.text })) });
    if (message.from === 'customer') items.push({ title: 'Delete for everyone', danger: true, run: () => attempt(act(selected, { action: 'revoke', messageId: message.id })) });
    openMenu(anchor, items);
  },
};

function newCustomer() {
  ask('New customer', 'Someone who writes to ' + business.name + '.', [
    { key: 'name', label: 'Name', placeholder: 'Ana Silva' },
    { key: 'phone', label: 'Phone number', type: 'tel', value: '+1650555' + String(1000 + Math.floor(Math.random() * 9000)) },
    { key: 'hidden', label: 'Shares no phone number: the business sees a user id only', check: true },
  ], 'Create', async (values) => {
    const person = await post('/phone/customers', { name: values.name, phone: values.phone, identity: values.hidden ? 'user_id' : 'phone_and_user_id' });
    people.set(person.id, person);
    await select(person.id);
  });
}

function openCustomerMenu() {
  const person = people.get(selected);
  if (!person) return;
  openMenu($('menu'), [
    { title: 'Send location', run: () => attempt(act(selected, { action: 'location', latitude: 37.78661, longitude: -122.40459, name: 'Market Street', address: 'San Francisco' })) },
    { title: 'Call the business', run: () => attempt(act(selected, { action: 'call' })) },
    { title: 'Change phone number', run: () => ask('Change phone number', 'The user id changes with it.', [{ key: 'phone', label: 'New number', type: 'tel', value: person.phone || '+1650555' }], 'Change', (values) => act(selected, { action: 'change_number', phone: values.phone })) },
    { title: 'Rotate user id', run: () => attempt(act(selected, { action: 'rotate_user_id' })) },
  ]);
}

function attach(file) {
  attached = { file: file, url: file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined };
  drawStrip();
  $('words').focus();
}

function clearStrip() {
  if (attached && attached.url) URL.revokeObjectURL(attached.url);
  attached = undefined;
  answering = undefined;
  $('file').value = '';
  drawStrip();
}

function drawStrip() {
  const strip = $('strip');
  strip.hidden = !attached && !answering;
  const what = attached ? [attached.url ? el('img', { src: attached.url, alt: '' }) : icon('file', 20), el('span', { class: 'grow' }, el('span', { class: 'label' }, 'Ready to send'), attached.file.name || 'Picture')]
    : answering ? [el('span', { class: 'grow' }, el('span', { class: 'label' }, 'Reply to'), preview(answering))] : [];
  strip.replaceChildren(...what, el('button', { class: 'icon-button', type: 'button', 'aria-label': 'Remove', on: { click: clearStrip } }, icon('close', 16)));
  fit();
}

function fit() {
  const words = $('words');
  words.style.height = 'auto';
  words.style.height = words.scrollHeight + 2 + 'px';
  $('send').disabled = words.value.trim() === '' && !attached;
}

async function send(event) {
  event.preventDefault();
  const text = $('words').value.trim();
  const file = attached && attached.file;
  if (!selected || (text === '' && !file)) return;
  const replyTo = answering && answering.id;
  $('words').value = '';
  const kept = attached && { file: attached.file };
  clearStrip();
  try {
    if (file) await postFile(selected, file, { caption: text, replyTo: replyTo });
    else await act(selected, replyTo ? { action: 'text', text: text, replyTo: replyTo } : { action: 'text', text: text });
  } catch (error) {
    show(error);
    $('words').value = text;
    if (kept) attach(kept.file);
    fit();
  }
}

function log(item) {
  wire = [item, ...wire.filter((other) => !item.id || other.id !== item.id)].slice(0, 60);
  draw();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  $('theme').replaceChildren(icon(theme === 'dark' ? 'sun' : 'moon', 20));
}

function prepare() {
  const saved = localStorage.getItem('simulator-theme');
  setTheme(saved || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  $('theme').addEventListener('click', () => { const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'; localStorage.setItem('simulator-theme', next); setTheme(next); });
  for (const [id, name] of [['new-customer', 'addPerson'], ['back', 'back'], ['menu', 'more'], ['attach', 'plus'], ['send', 'send']]) $(id).append(icon(name, 20));
  $('new-customer').addEventListener('click', newCustomer);
  $('menu').addEventListener('click', openCustomerMenu);
  $('back').addEventListener('click', () => { lookAt(selected, false); document.body.dataset.view = 'list'; });
  $('attach').addEventListener('click', () => $('file').click());
  $('file').addEventListener('change', () => { if ($('file').files[0]) attach($('file').files[0]); });
  $('composer').addEventListener('submit', send);
  $('words').addEventListener('input', fit);
  $('words').addEventListener('keydown', (event) => { if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); $('composer').requestSubmit(); } });
  $('words').addEventListener('paste', (event) => { const file = [...event.clipboardData.files][0]; if (file) { event.preventDefault(); attach(file); } });
  document.addEventListener('visibilitychange', () => lookAt(selected, onScreen()));
  addEventListener('pagehide', () => lookAt(selected, false));
}

prepare();
renderWire(wire);
follow({
  open: () => { $('banner').hidden = true; refresh().then(() => lookAt(selected, onScreen())).catch(show); },
  lost: () => { clearTimeout(show.timer); $('banner').textContent = 'The simulator is not running. Reconnecting…'; $('banner').hidden = false; },
  customer: (person) => { people.set(person.id, person); if (!selected) selected = person.id; draw(); },
  message: (message) => { remember(message); draw(); },
  typing: (event) => { typing.set(event.customerId, Date.now() + event.forMs); if (event.forMs > 0) setTimeout(draw, event.forMs + 50); draw(); },
  delivery: (delivery) => {
    const done = delivery.state === 'delivered';
    $('dot').className = 'dot ' + (done ? 'ok' : delivery.attempts > 0 ? 'bad' : '');
    $('target-state').textContent = done ? 'Webhooks are answered' : delivery.attempts > 0 ? (delivery.status ? 'Last webhook answered ' + delivery.status : 'Webhook not reached') : 'Webhooks go to';
    log(wireOfDelivery(delivery));
  },
  call: (call) => log(wireOfCall(call)),
});
`;
