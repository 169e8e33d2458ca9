import type { Problem } from '@parley/api-contract';
import { type JsonObject, SupportError } from '@parley/core';

/** The API has no such route. */
export class RouteNotFoundError extends SupportError {
  readonly code = 'route_not_found';
  readonly fix = 'Check the path; GET /openapi.json lists every route.';
  constructor() {
    super('There is no such route.');
  }
}

/** The route exists, but not for this method. */
export class MethodNotAllowedError extends SupportError {
  readonly code = 'method_not_allowed';
  readonly fix = 'Use one of the methods in details.allowed.';
  readonly allowed: readonly string[];
  constructor(allowed: readonly string[]) {
    super('This route does not take this method.', { allowed });
    this.allowed = allowed;
  }
}

/** The agent's token is genuine and too old. */
export class TokenExpiredError extends SupportError {
  readonly code = 'token_expired';
  readonly fix = 'Get a new token from your server and repeat the call.';
  constructor() {
    super('The token has expired.');
  }
}

/** Path, query, headers or body are not what the route takes. Names every problem at once, never a value. */
export class InvalidRequestError extends SupportError {
  readonly code = 'invalid_request';
  readonly fix = 'Correct the fields named in details.problems; GET /openapi.json describes them.';
  constructor(problems: readonly Problem[]) {
    const [first] = problems;
    const where =
      first === undefined
        ? ''
        : ` The first is in the ${first.in}${first.path === '' ? '' : ` at "${first.path}"`}: ${first.message}.`;
    super(`The request has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.${where}`, {
      problems,
    } as JsonObject);
  }
}

/** The body is not JSON text this API takes. */
export class InvalidJsonError extends SupportError {
  readonly code = 'invalid_json';
  readonly fix = 'Send one JSON object in UTF-8, nested at most 32 deep, without "__proto__" keys.';
  constructor(reason: string) {
    super(`The body cannot be read as JSON: ${reason}.`);
  }
}

/** The cursor was altered, belongs to another list or account, or was made with another key. */
export class InvalidCursorError extends SupportError {
  readonly code = 'invalid_cursor';
  readonly fix =
    'Use nextCursor exactly as an earlier answer of the same list gave it, or start without one.';
  constructor() {
    super('This cursor does not belong to this list.');
  }
}

/** The body is larger than the route takes. */
export class BodyTooLargeError extends SupportError {
  readonly code = 'body_too_large';
  readonly fix = 'Send at most details.limitBytes.';
  constructor(limitBytes: number) {
    super(`The body is larger than ${limitBytes} bytes.`, { limitBytes });
  }
}

/** Files under way take all the memory that is set aside for them. */
export class UploadsOverloadedError extends SupportError {
  readonly code = 'uploads_overloaded';
  readonly fix =
    'Send the file again after retryAfterMs; where it stays so, raise mediaUploadMemoryBytes or run more processes.';
  override readonly retryable = true;
  override readonly retryAfterMs = 2000;
  constructor() {
    super('Too many files are being uploaded right now.');
  }
}

/** The body did not come in time. */
export class BodyTimeoutError extends SupportError {
  readonly code = 'body_timeout';
  readonly fix = 'Send the whole body within details.timeoutMs.';
  constructor(timeoutMs: number) {
    super(`The body was not complete after ${timeoutMs} ms.`, { timeoutMs });
  }
}

/** The connection ended before the body did. */
export class BodyIncompleteError extends SupportError {
  readonly code = 'body_incomplete';
  readonly fix = 'Send the whole body; Content-Length must match it.';
  constructor(options?: ErrorOptions) {
    super('The connection ended before the body was complete.', {}, options);
  }
}

/** Something in front of the server consumed the body, so its exact bytes are gone. */
export class BodyAlreadyReadError extends SupportError {
  readonly code = 'body_already_read';
  readonly fix =
    'Mount Parley before body parsers: app.use("/support", toNodeHandler(server)) above app.use(express.json()).';
  constructor() {
    super('The request body was consumed before it reached Parley, so signatures cannot be checked.');
  }
}

/** The body is not sent as JSON. */
export class ContentTypeNotSupportedError extends SupportError {
  readonly code = 'content_type_not_supported';
  readonly fix = 'Send the header "Content-Type: application/json".';
  constructor() {
    super('This route takes JSON bodies only.');
  }
}

/** The body is compressed. */
export class ContentEncodingNotSupportedError extends SupportError {
  readonly code = 'content_encoding_not_supported';
  readonly fix = 'Send the body uncompressed, without a Content-Encoding header.';
  constructor() {
    super('Compressed bodies are not taken.');
  }
}

/** The caller has no such stream here. */
export class StreamNotFoundError extends SupportError {
  readonly code = 'stream_not_found';
  readonly fix = 'Open a stream, and use the streamId of its first event.';
  constructor() {
    super('There is no such stream of this caller in this process.');
  }
}
