/** `/page/api.js`: calls to the simulator. */
export const apiScript = `
async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error((body.error && body.error.message) || 'The simulator answered ' + response.status + '.');
  return body;
}

function unreachable() {
  throw new Error('The simulator is not running.');
}

export function get(path) {
  return fetch(path).catch(unreachable).then(answer);
}

export function post(path, input) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input || {}) };
  return fetch(path, init).catch(unreachable).then(answer);
}

export function postFile(customerId, file, facts) {
  const type = file.type || 'application/octet-stream';
  const kind = type.startsWith('image/') ? 'image' : type.startsWith('video/') ? 'video' : type.startsWith('audio/') ? 'audio' : 'document';
  const query = new URLSearchParams({ kind: kind, mimeType: type, fileName: file.name || 'file' });
  if (facts.caption) query.set('caption', facts.caption);
  if (facts.replyTo) query.set('replyTo', facts.replyTo);
  const path = '/phone/customers/' + customerId + '/media?' + query;
  const init = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file };
  return fetch(path, init).catch(unreachable).then(answer);
}

/** Server-sent events; calls handlers.open after every (re)connection. */
export function follow(handlers) {
  const source = new EventSource('/phone/events');
  source.onopen = () => handlers.open();
  source.onerror = () => handlers.lost();
  for (const type of ['customer', 'message', 'typing', 'delivery', 'call']) {
    source.addEventListener(type, (event) => handlers[type](JSON.parse(event.data)));
  }
}
`;
