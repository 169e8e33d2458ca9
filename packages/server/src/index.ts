export { createServer, type ParleyServer } from './create-server.ts';
export type { Answer, Exchange } from './exchange.ts';
export {
  BodyAlreadyReadError,
  BodyIncompleteError,
  BodyTimeoutError,
  BodyTooLargeError,
  ContentEncodingNotSupportedError,
  ContentTypeNotSupportedError,
  InvalidCursorError,
  InvalidJsonError,
  InvalidRequestError,
  MethodNotAllowedError,
  RouteNotFoundError,
} from './server-errors.ts';
export type { ServerOptions } from './server-options.ts';
