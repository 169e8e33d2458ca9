// @vitest-environment happy-dom
import { act, createRef } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChatWidgetHandle } from './chat-widget.tsx';
import { ChatWidget } from './chat-widget.tsx';

class FakeChat extends HTMLElement {
  readonly calls: unknown[][] = [];
  open = (): unknown => this.calls.push(['open']);
  logout = (): unknown => this.calls.push(['logout']);
  identify = (credential: { getToken: () => Promise<string> }): unknown =>
    this.calls.push(['identify', credential]);
  configure = (settings: object): unknown => this.calls.push(['configure', settings]);
  on = (name: string, listener: unknown): unknown => this.calls.push(['on', name, listener]);
  off = (name: string, listener: unknown): unknown => this.calls.push(['off', name, listener]);
}
customElements.define('parley-chat', FakeChat);
const script = 'data:text/javascript,export{}#';

let home: HTMLElement;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  home = document.createElement('div');
  document.body.append(home);
});
afterEach(() => {
  home.remove();
  vi.unstubAllGlobals();
});

const chatOf = async (): Promise<FakeChat> => {
  await vi.waitFor(async () => {
    await act(async () => {});
    expect(home.querySelector('parley-chat')).not.toBeNull();
  });
  return home.querySelector('parley-chat') as FakeChat;
};

test('a server renders nothing of the chat', () => {
  expect(renderToString(<ChatWidget baseUrl="/support" inbox="inb_1" />)).toBe('');
});

test('the page gets one chat with its settings, and signing out of the page is a sign-out of the chat', async () => {
  const root = createRoot(home);
  const handle = createRef<ChatWidgetHandle>();
  const show = (getToken?: () => Promise<string>): Promise<void> =>
    act(async () => {
      root.render(
        <ChatWidget
          ref={handle}
          baseUrl={script}
          inbox="inb_1"
          accent="#123456"
          strings={{ send: 'Go' }}
          {...(getToken === undefined ? {} : { getToken })}
        />,
      );
    });
  await show(async () => 'token 1');
  const chat = await chatOf();
  expect(chat.getAttribute('inbox')).toBe('inb_1');
  expect(chat.getAttribute('accent')).toBe('#123456');
  const named = (name: string) => chat.calls.filter(([call]) => call === name);
  expect(named('configure')).toEqual([['configure', { strings: { send: 'Go' } }]]);
  const [[, credential] = []] = named('identify') as [string, { getToken: () => Promise<string> }][];
  expect(await credential?.getToken()).toBe('token 1');

  await show(async () => 'token 2');
  expect(named('identify')).toHaveLength(1);
  expect(await credential?.getToken()).toBe('token 2');
  handle.current?.open();
  expect(named('open')).toHaveLength(1);

  await show();
  expect(named('logout')).toHaveLength(1);
  await act(async () => root.unmount());
  expect(named('logout')).toHaveLength(1);
  expect(named('off')).toHaveLength(1);
});
