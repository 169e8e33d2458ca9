import { ContentNotSupportedError, type InteractiveContent, type MessageContent } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { refusedField } from './__fixtures__/refused-field.ts';
import { prepareContent } from './prepare-content.ts';

const emoji = (count: number) => '😀'.repeat(count);
const interactive = (content: InteractiveContent): MessageContent => ({
  type: 'interactive',
  interactive: content,
});

describe('something tappable', () => {
  const body = 'Choose';
  const buttons = [{ id: 'a', title: 'A' }];
  const rows = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => ({ id: `r${from + index}`, title: 'Row' }));
  const list = (
    sections: { title?: string; rows: { id: string; title: string; description?: string }[] }[],
  ): InteractiveContent => ({ kind: 'list', body, button: 'Open', sections });
  const link = { kind: 'link', body, label: 'Open', url: 'https://shop.example' } as const;
  const flow = { kind: 'flow', body, flowId: '1', label: 'Start', token: 't' } as const;

  it.each<[string, InteractiveContent, string | undefined]>([
    [
      'three buttons',
      { kind: 'buttons', body, buttons: [...buttons, { id: 'b', title: 'B' }, { id: 'c', title: 'C' }] },
      undefined,
    ],
    [
      'four buttons',
      { kind: 'buttons', body, buttons: rows(4).map((row, index) => ({ ...row, title: `${index}` })) },
      'interactive.buttons',
    ],
    ['no button', { kind: 'buttons', body, buttons: [] }, 'interactive.buttons'],
    ['title of 20 emoji', { kind: 'buttons', body, buttons: [{ id: 'a', title: emoji(20) }] }, undefined],
    [
      'title of 21',
      { kind: 'buttons', body, buttons: [{ id: 'a', title: emoji(21) }] },
      'interactive.buttons[0].title',
    ],
    [
      'id of 257',
      { kind: 'buttons', body, buttons: [{ id: 'x'.repeat(257), title: 'A' }] },
      'interactive.buttons[0].id',
    ],
    [
      'two equal ids',
      {
        kind: 'buttons',
        body,
        buttons: [
          { id: 'a', title: 'A' },
          { id: 'a', title: 'B' },
        ],
      },
      'interactive.buttons[].id',
    ],
    [
      'two equal titles',
      {
        kind: 'buttons',
        body,
        buttons: [
          { id: 'a', title: 'A' },
          { id: 'b', title: 'A' },
        ],
      },
      'interactive.buttons[].title',
    ],
    ['body of 1025', { kind: 'buttons', body: 'x'.repeat(1025), buttons }, 'interactive.body'],
    ['empty body', { kind: 'buttons', body: '', buttons }, 'interactive.body'],
    ['footer of 61', { kind: 'buttons', body, buttons, footer: 'x'.repeat(61) }, 'interactive.footer'],
    [
      'header of 61',
      { kind: 'buttons', body, buttons, header: { type: 'text', text: 'x'.repeat(61) } },
      'interactive.header.text',
    ],
    [
      'header without a file',
      { kind: 'buttons', body, buttons, header: { type: 'image', media: {} } },
      'interactive.header.media',
    ],
    [
      'header with a picture',
      { kind: 'buttons', body, buttons, header: { type: 'image', media: { providerMediaId: '1' } } },
      undefined,
    ],
    [
      'list of ten rows',
      list([
        { title: 'A', rows: rows(5) },
        { title: 'B', rows: rows(5, 5) },
      ]),
      undefined,
    ],
    [
      'list of eleven rows',
      list([
        { title: 'A', rows: rows(6) },
        { title: 'B', rows: rows(5, 6) },
      ]),
      'interactive.sections[].rows',
    ],
    ['eleven sections', list(rows(11).map((row) => ({ title: 'S', rows: [row] }))), 'interactive.sections'],
    [
      'section without a title',
      list([{ rows: rows(1) }, { title: 'B', rows: rows(1, 1) }]),
      'interactive.sections[0].title',
    ],
    ['only section without a title', list([{ rows: rows(1) }]), undefined],
    ['section without rows', list([{ title: 'A', rows: [] }]), 'interactive.sections[0].rows'],
    ['two equal rows', list([{ rows: [...rows(1), ...rows(1)] }]), 'interactive.sections[].rows[].id'],
    [
      'row id of 201',
      list([{ rows: [{ id: 'x'.repeat(201), title: 'A' }] }]),
      'interactive.sections[0].rows[0].id',
    ],
    [
      'row title of 25',
      list([{ rows: [{ id: 'x', title: 'x'.repeat(25) }] }]),
      'interactive.sections[0].rows[0].title',
    ],
    [
      'row description of 73',
      list([{ rows: [{ id: 'x', title: 'x', description: 'x'.repeat(73) }] }]),
      'interactive.sections[0].rows[0].description',
    ],
    [
      'list body of 4096',
      { kind: 'list', body: emoji(4096), button: 'Open', sections: [{ rows: rows(1) }] },
      undefined,
    ],
    [
      'list button of 21',
      { kind: 'list', body, button: 'x'.repeat(21), sections: [{ rows: rows(1) }] },
      'interactive.button',
    ],
    [
      'list below a picture',
      {
        kind: 'list',
        body,
        button: 'x',
        header: { type: 'image', media: { providerMediaId: '1' } },
        sections: [{ rows: rows(1) }],
      },
      'interactive.header.type',
    ],
    ['link', link, undefined],
    ['link label of 21', { ...link, label: 'x'.repeat(21) }, 'interactive.label'],
    ['link that runs code', { ...link, url: 'javascript:alert(1)' }, 'interactive.url'],
    ['link to nowhere', { ...link, url: 'shop' }, 'interactive.url'],
    ['flow', { ...flow, screen: 'ONE', data: { a: 1 } }, undefined],
    ['flow label of 31', { ...flow, label: 'x'.repeat(31) }, 'interactive.label'],
    ['flow label with an emoji', { ...flow, label: 'Go 🚀' }, 'interactive.label'],
    ['flow without a token', { ...flow, token: '' }, 'interactive.token'],
    ['flow with data for no screen', { ...flow, data: { a: 1 } }, 'interactive.screen'],
    ['flow with no data for a screen', { ...flow, screen: 'ONE', data: {} }, 'interactive.data'],
    ['flow whose endpoint chooses', { ...flow, action: 'data_exchange' }, undefined],
    [
      'flow whose endpoint would be overruled',
      { ...flow, action: 'data_exchange', screen: 'ONE' },
      'interactive.screen',
    ],
    ['asking where somebody is', { kind: 'location_request', body }, undefined],
    ['asking for a number', { kind: 'contact_request', body }, undefined],
    ['asking at length', { kind: 'location_request', body: 'x'.repeat(1025) }, 'interactive.body'],
  ])('keeps the limits (%s)', (_case, content, field) => {
    expect(refusedField(interactive(content))).toBe(field);
  });

  it.each<InteractiveContent>([
    { kind: 'button_reply', id: 'a', title: 'A' },
    { kind: 'list_reply', id: 'a', title: 'A' },
    { kind: 'template_button_reply', payload: 'a', title: 'A' },
    { kind: 'flow_reply', name: 'flow', data: {} },
    { kind: 'call_permission_reply', accepted: true },
    { kind: 'order', catalogId: '1', items: [] },
  ])('is never what only a customer sends ($kind)', (content) => {
    expect(() => prepareContent(interactive(content))).toThrow(ContentNotSupportedError);
  });
});
