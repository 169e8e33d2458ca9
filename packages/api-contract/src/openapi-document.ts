import type { z } from 'zod';
import {
  type CreateDocumentOptions,
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameters,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { errorBodySchema } from './error-body.ts';
import { type ErrorCode, errorStatuses } from './error-status.ts';
import { idempotencyKeySchema } from './idempotency-key.ts';
import { fileNameHeaderSchema } from './media.ts';
import type { Route } from './route.ts';
import { type OperationId, routeTable } from './routes.ts';

/** An OpenAPI 3.1 document. */
export type OpenApiDocument = ReturnType<typeof createDocument>;

const renderOptions: CreateDocumentOptions = {
  allowEmptySchema: { custom: true },
  // Answers may gain fields; what callers send may not (their schemas refuse unknown fields themselves).
  override: ({ jsonSchema, zodSchema, io }) => {
    const definition = zodSchema._zod.def as { readonly type: string; readonly catchall?: unknown };
    if (io === 'output' && definition.type === 'object' && definition.catchall === undefined)
      delete jsonSchema.additionalProperties;
  },
};

function codesOf(route: Route): ErrorCode[] {
  const codes: ErrorCode[] = [...route.errors, 'internal_error', 'storage_unavailable'];
  if (route.auth !== 'public') codes.push('unauthenticated', 'invalid_request');
  if (route.least !== undefined) codes.push('token_expired', 'forbidden');
  if (route.body !== undefined) {
    codes.push(
      'invalid_json',
      'body_too_large',
      'body_timeout',
      'content_type_not_supported',
      'content_encoding_not_supported',
    );
  }
  if (route.body !== undefined || route.method === 'POST') codes.push('body_already_read', 'body_incomplete');
  if (route.idempotent === true) codes.push('idempotency_key_reused');
  return codes;
}

function errorResponses(route: Route): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, Set<string>>();
  for (const code of codesOf(route)) {
    const status = errorStatuses[code];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code));
  }
  const responses: Record<string, ZodOpenApiResponsesObject[keyof ZodOpenApiResponsesObject]> = {};
  for (const [status, codes] of [...byStatus].sort(([left], [right]) => left - right)) {
    responses[String(status)] = {
      description: [...codes].sort().join(', '),
      ...(status === 503
        ? { headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } } }
        : {}),
      content: { 'application/json': { schema: errorBodySchema } },
    };
  }
  return responses as ZodOpenApiResponsesObject;
}

function successResponses(route: Route): ZodOpenApiResponsesObject {
  const responses: Record<string, unknown> = {};
  for (const [status, answer] of Object.entries(route.responses)) {
    const contentType =
      answer.contentType ?? (answer.schema === undefined ? 'text/plain' : 'application/json');
    responses[status] = {
      description: answer.description,
      headers: {
        'X-Request-Id': { description: 'Quote it when you ask for help.', schema: { type: 'string' } },
      },
      content: {
        [contentType]: {
          schema: answer.schema ?? { type: contentType === 'application/json' ? 'object' : 'string' },
        },
      },
    };
  }
  return responses as ZodOpenApiResponsesObject;
}

/** Also who may, where that is not every agent. */
function describe(route: Route): { readonly description?: string } {
  const texts = [
    ...(route.description === undefined ? [] : [route.description]),
    ...(route.least === undefined || route.least === 'agent' ? [] : [`Takes the role ${route.least}.`]),
  ];
  return texts.length === 0 ? {} : { description: texts.join(' ') };
}

function securityOf(
  route: Route,
): { readonly [Scheme in 'apiKey' | 'agentToken' | 'customerToken' | 'resumeToken']?: string[] }[] {
  if (route.auth === 'public') return [];
  if (route.auth === 'customer') return [{ customerToken: [] }];
  if (route.auth === 'ticket') return [{ apiKey: [] }, { resumeToken: [] }];
  return route.least === undefined ? [{ apiKey: [] }] : [{ apiKey: [] }, { agentToken: [] }];
}

function requestBodyOf(route: Route): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (route.takesFile === true) {
    const schema = { type: 'string', format: 'binary' } as const;
    return { requestBody: { required: true, content: { '*/*': { schema } } } };
  }
  if (route.body === undefined) return {};
  return {
    requestBody: { required: true, content: { 'application/json': { schema: route.body as z.ZodType } } },
  };
}

function operationOf(route: Route & { readonly operationId: OperationId }): ZodOpenApiOperationObject {
  const requestParams: ZodOpenApiParameters = {
    ...(route.params === undefined ? {} : { path: route.params as unknown as z.ZodObject }),
    ...(route.query === undefined ? {} : { query: route.query as unknown as z.ZodObject }),
    ...(route.idempotent === true ? { header: idempotencyKeySchema } : {}),
    ...(route.takesFile === true ? { header: fileNameHeaderSchema } : {}),
  };
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...describe(route),
    tags: [route.tag],
    security: securityOf(route),
    requestParams,
    ...requestBodyOf(route),
    responses: { ...successResponses(route), ...errorResponses(route) },
  };
}

/** The OpenAPI 3.1 document of every route, made from the schemas that validate. */
export function openApiDocument(options: {
  /** Where the API is, e.g. `https://support.example.com` or a path. @defaultValue '/' */
  readonly serverUrl?: string;
  /** The version shown in the document. */
  readonly version: string;
}): OpenApiDocument {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routeTable) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  const document: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: 'Parley API',
      version: options.version,
      description:
        'Conversations with customers across channels. Dates are ISO 8601 in UTC; lists are paged with opaque cursors.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: options.serverUrl ?? '/' }],
    paths: paths as NonNullable<ZodOpenApiObject['paths']>,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: `Authorization: Bearer pk_…`.' },
        customerToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'The token of a customer, signed by the host, or of a visitor, from `POST /v1/chat/{inboxId}/visitors`.',
        },
        resumeToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'The `resume_token` of a hand-off: good for its one ticket, 30 days.',
        },
        agentToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'The token of an agent, from `POST /v1/agents/{id}/tokens`. The role of the agent decides.',
        },
      },
    },
  };
  return createDocument(document, renderOptions);
}
