import './bench-page.ts';
import { rowText, timeToRows } from './bench-page.ts';

let count = 0;

/** What a list costs that keeps a row of four elements per conversation in the page, made without a framework. */
window.bench = {
  prepare: async (options) => {
    count = options.count;
  },
  mount: () =>
    timeToRows(() => {
      const list = document.createElement('div');
      list.id = 'scroller';
      list.setAttribute('role', 'listbox');
      for (let index = 0; index < count; index += 1) list.append(rowOf(index));
      document.getElementById('root')?.append(list);
    }, '[role=option]'),
};

function rowOf(index: number): HTMLElement {
  const { name, preview, at } = rowText(index);
  const row = document.createElement('div');
  row.setAttribute('role', 'option');
  row.className = 'row';
  const avatar = document.createElement('span');
  avatar.className = 'avatar';
  avatar.textContent = name.slice(9, 11);
  const title = document.createElement('b');
  title.textContent = name;
  const text = document.createElement('span');
  text.textContent = preview;
  const time = document.createElement('time');
  time.textContent = at.toISOString().slice(11, 16);
  row.append(avatar, title, time, text);
  return row;
}
