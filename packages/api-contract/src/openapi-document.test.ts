import { describe, expect, test } from 'vitest';
import { openApiDocument } from './openapi-document.ts';
import { routeTable } from './routes.ts';

const document = openApiDocument({ version: '1.2.3', serverUrl: 'https://support.example' });
const text = JSON.stringify(document);
const schemas = Object.keys(document.components?.schemas ?? {});

describe('the OpenAPI document', () => {
  test('is 3.1, with the version and address it was asked for', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { version: '1.2.3' },
      servers: [{ url: 'https://support.example' }],
    });
  });

  test('has every route, and declares every parameter of its path', () => {
    const operations = Object.values(document.paths ?? {}).flatMap((path) => Object.keys(path ?? {}));
    expect(operations).toHaveLength(routeTable.length);
    for (const route of routeTable) {
      const path = document.paths?.[route.path.replaceAll(/:(\w+)/g, '{$1}')];
      const operation = path?.[route.method.toLowerCase() as 'get'];
      const declared = (operation?.parameters ?? []).flatMap((parameter) =>
        'in' in parameter && parameter.in === 'path' ? [parameter.name] : [],
      );
      expect(declared, route.path).toEqual([...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name));
    }
  });

  test('points at nothing that is not there', () => {
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(references.length).toBeGreaterThan(50);
    for (const name of references) expect(schemas).toContain(name);
  });

  test('names every schema once, without twins for requests and answers', () => {
    expect(schemas.filter((name) => name.endsWith('Output') || name.startsWith('__schema'))).toEqual([]);
  });

  test('says that requests refuse unknown fields, and that answers may gain some', () => {
    const components = document.components?.schemas as Record<string, { additionalProperties?: boolean }>;
    for (const name of ['NewCustomer', 'SendMessage', 'ConversationPatch', 'NewInbox']) {
      expect(components[name]?.additionalProperties, name).toBe(false);
    }
    for (const name of ['Customer', 'Conversation', 'Inbox', 'ErrorBody', 'MessageList']) {
      expect(components[name]?.additionalProperties, name).toBeUndefined();
    }
  });

  test('shows every operation its errors, in the one shape', () => {
    const send = document.paths?.['/v1/conversations/{id}/messages']?.post;
    expect(send?.responses?.['422']).toMatchObject({
      description: expect.stringContaining('service_window_closed'),
      content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorBody' } } },
    });
    expect(send?.responses?.['503']).toMatchObject({ headers: { 'Retry-After': expect.anything() } });
    expect(send?.parameters).toContainEqual(
      expect.objectContaining({ in: 'header', name: 'Idempotency-Key' }),
    );
  });
});
