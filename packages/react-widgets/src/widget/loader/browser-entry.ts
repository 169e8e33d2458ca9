// `widget.js`: everything a page loads before somebody wants to chat.
import { createChatApi } from './create-chat-api.ts';
import { ParleyChatElement } from './parley-chat-element.ts';

const tagName = 'parley-chat';
/** Attributes of the script tag that the element takes over, with `data-` before them. */
const attributes = ['inbox', 'base-url', 'token-url', ...ParleyChatElement.observedAttributes];
const find = (): ParleyChatElement | null => document.querySelector<ParleyChatElement>(tagName);

const start = (): void => {
  const url = import.meta.url;
  const api = createChatApi(find);
  const queue = window.parleyChat;
  window.parleyChat = api;
  ParleyChatElement.loaderUrl = url;
  ParleyChatElement.onConnected = api.flush;
  customElements.define(tagName, ParleyChatElement);

  addEventListener('click', (event) => {
    const [target] = event.composedPath();
    if (!(target instanceof Element) || target.closest('[data-parley-open]') === null) return;
    event.preventDefault();
    api.open();
  });

  const insert = (): void => {
    for (const script of document.querySelectorAll<HTMLScriptElement>('script[data-inbox]')) {
      if (script.src !== url || find() !== null) continue;
      const element = document.createElement(tagName);
      for (const name of attributes) {
        const value = script.getAttribute(`data-${name}`);
        if (value !== null) element.setAttribute(name, value);
      }
      document.body.append(element);
    }
    if (Array.isArray(queue)) api.push(...queue);
  };
  if (document.body === null) addEventListener('DOMContentLoaded', insert);
  else insert();
};

// Loaded twice, say by two tag managers, it is still one chat.
if (customElements.get(tagName) === undefined) start();
