import type { JsonObject } from './json.ts';

/**
 * Where the engine writes what operators should see. Fields carry ids and counts, never message
 * bodies, names, phone numbers or secrets. A pino logger fits as it is: `(fields, message)`.
 */
export interface Logger {
  debug(fields: JsonObject, message: string): void;
  info(fields: JsonObject, message: string): void;
  warn(fields: JsonObject, message: string): void;
  error(fields: JsonObject, message: string): void;
}

/** Says nothing. @defaultValue of `createParley({ log })` */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
