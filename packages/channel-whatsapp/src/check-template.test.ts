import type { MessageContent } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { refusedField } from './__fixtures__/refused-field.ts';

describe('a template', () => {
  const template = { type: 'template', name: 'order_update', language: 'en_US', components: [] } as const;
  const button = {
    type: 'button',
    subType: 'url',
    index: 0,
    parameters: [{ type: 'text', text: 'A1' }],
  } as const;

  it.each<[string, MessageContent, string | undefined]>([
    ['no components', template, undefined],
    [
      'a header, a body and buttons',
      {
        ...template,
        components: [
          { type: 'header', parameters: [] },
          { type: 'body', parameters: [{ type: 'text', text: 'x' }] },
          button,
          { ...button, index: 9 },
        ],
      },
      undefined,
    ],
    ['name in capitals', { ...template, name: 'Order' }, 'name'],
    ['name of 513', { ...template, name: 'x'.repeat(513) }, 'name'],
    ['no language', { ...template, language: '' }, 'language'],
    ['language with a dash', { ...template, language: 'pt-BR' }, undefined],
    ['language that is a word', { ...template, language: 'english' }, 'language'],
    [
      'two bodies',
      {
        ...template,
        components: [
          { type: 'body', parameters: [] },
          { type: 'body', parameters: [] },
        ],
      },
      'components',
    ],
    [
      'parameter without a type',
      { ...template, components: [{ type: 'body', parameters: [{}] }] },
      'components[0].parameters[0].type',
    ],
    [
      'empty text',
      { ...template, components: [{ type: 'body', parameters: [{ type: 'text', text: '' }] }] },
      'components[0].parameters[0].text',
    ],
    [
      'button without a kind',
      { ...template, components: [{ type: 'button', index: 0, parameters: button.parameters }] },
      'components[0].subType',
    ],
    [
      'button without a place',
      { ...template, components: [{ type: 'button', subType: 'url', parameters: button.parameters }] },
      'components[0].index',
    ],
    [
      'button in the tenth place and one more',
      { ...template, components: [{ ...button, index: 10 }] },
      'components[0].index',
    ],
    [
      'button without a parameter',
      { ...template, components: [{ ...button, parameters: [] }] },
      'components[0].parameters',
    ],
    [
      'body with a place',
      { ...template, components: [{ type: 'body', index: 1, parameters: [] }] },
      'components[0].subType',
    ],
  ])('keeps the rules (%s)', (_case, content, field) => {
    expect(refusedField(content)).toBe(field);
  });
});
