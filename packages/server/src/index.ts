export { createServer, type ParleyServer } from './create-server.ts';
export type { Answer, Exchange } from './exchange.ts';
export type { LiveServer } from './realtime/live-server.ts';
export type { RealtimeOptions } from './realtime/realtime-options.ts';
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
  TokenExpiredError,
} from './server-errors.ts';
export type { ServerOptions } from './server-options.ts';
