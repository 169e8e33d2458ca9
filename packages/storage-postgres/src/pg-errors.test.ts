import { ConflictError, NotStorableError, StaleWriteError, StorageUnavailableError } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { isConnectionLost, sqlState, TransactionConflict, translateError } from './pg-errors.ts';

const withCode = (code: string, given: object = {}): Error =>
  Object.assign(new Error('from the driver'), { code, ...given });

describe('errors of the database', () => {
  it.each([
    '08006',
    '28P01',
    '3D000',
    '53100',
    '53300',
    '55P03',
    '57014',
    '57P01',
    '57P03',
    '58030',
    '25006',
    '25P03',
  ])('%s means that the database is not available', (code) => {
    expect(translateError(withCode(code))).toBeInstanceOf(StorageUnavailableError);
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT'])(
    '%s means that it cannot be reached',
    (code) => {
      expect(sqlState(withCode(code))).toBeUndefined();
      expect(translateError(withCode(code))).toBeInstanceOf(StorageUnavailableError);
      expect(isConnectionLost(withCode(code))).toBe(true);
    },
  );

  it.each([
    'Connection terminated unexpectedly',
    'Query read timeout',
    'timeout expired',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
  ])('"%s" means that it cannot be reached', (message) => {
    expect(translateError(new Error(message))).toBeInstanceOf(StorageUnavailableError);
    expect(isConnectionLost(new Error(message))).toBe(true);
  });

  it.each(['22021', '22P05', '22P02', '22003', '22008', '54000', '54001'])(
    '%s means that a value cannot be stored',
    (code) => {
      expect(translateError(withCode(code))).toBeInstanceOf(NotStorableError);
    },
  );

  it('23505 is a conflict that names its rule', () => {
    const error = translateError(withCode('23505', { constraint: 'messages_seq' }));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ details: { constraint: 'messages_seq' } });
  });

  it.each(['40001', '40P01'])('%s may be tried again', (code) => {
    expect(translateError(withCode(code))).toBeInstanceOf(TransactionConflict);
  });

  it.each(['22023', '23503', '42501', 'XX000'])(
    "%s is nobody's fault but ours, and comes as it is",
    (code) => {
      const error = withCode(code);
      expect(translateError(error)).toBe(error);
    },
  );

  it('leaves our own errors, and those of the work, as they are', () => {
    for (const error of [new StaleWriteError('x'), new Error('anything'), 'text', undefined]) {
      expect(translateError(error)).toBe(error);
    }
  });

  it.each(['57P01', '57P02', '08003'])('%s leaves no connection behind', (code) => {
    expect(isConnectionLost(withCode(code))).toBe(true);
  });

  it.each(['55P03', '57014', '23505', '40P01'])('%s leaves the connection usable', (code) => {
    expect(isConnectionLost(withCode(code))).toBe(false);
  });
});
