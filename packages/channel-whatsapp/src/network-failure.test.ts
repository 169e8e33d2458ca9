import { describe, expect, it } from 'vitest';
import { networkFailure } from './network-failure.ts';

const failed = (cause: unknown) => new TypeError('fetch failed', { cause });
const withCode = (code: string, more: object = {}) =>
  Object.assign(new Error('to +16505551234'), { code, ...more });

describe('a call that broke', () => {
  it.each([
    ['the name is not found', withCode('ENOTFOUND')],
    ['the name cannot be looked up now', withCode('EAI_AGAIN')],
    ['nobody listens', withCode('ECONNREFUSED', { syscall: 'connect' })],
    ['there is no way there', withCode('ENETUNREACH')],
    ['the host does not answer', withCode('EHOSTUNREACH')],
    ['connecting took too long', withCode('UND_ERR_CONNECT_TIMEOUT')],
    ['connecting took too long for the system', withCode('ETIMEDOUT', { syscall: 'connect' })],
    ['connecting was reset', withCode('ECONNRESET', { syscall: 'connect' })],
    ['the certificate is over', withCode('CERT_HAS_EXPIRED')],
    ['the certificate is of somebody else', withCode('ERR_TLS_CERT_ALTNAME_INVALID')],
    ['the certificate is of nobody', withCode('DEPTH_ZERO_SELF_SIGNED_CERT')],
    ['the certificate cannot be checked', withCode('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
    ['they do not speak TLS', withCode('EPROTO')],
    [
      'no address answers',
      Object.assign(new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')]), {
        code: 'ECONNREFUSED',
      }),
    ],
  ])('was not sent when %s', (_case, cause) => {
    expect(networkFailure(failed(cause), false)).toMatchObject({
      failure: 'not_sent',
      retryable: true,
      code: 'provider_unreachable',
    });
  });

  it.each([
    ['the connection was reset', failed(withCode('ECONNRESET'))],
    ['the other side closed', failed(withCode('UND_ERR_SOCKET'))],
    ['writing failed', failed(withCode('EPIPE'))],
    ['reading timed out', failed(withCode('ETIMEDOUT', { syscall: 'read' }))],
    ['no headers came', failed(withCode('UND_ERR_HEADERS_TIMEOUT'))],
    ['time was up', new DOMException('The operation timed out', 'TimeoutError')],
    ['it was told to stop', new DOMException('aborted', 'AbortError')],
    [
      'one of the addresses was reset',
      failed(new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNRESET')])),
    ],
    ['nobody says why', failed(undefined)],
    ['something that is no error was thrown', 'boom'],
    ['nothing was thrown', undefined],
  ])('is of unknown fate when %s', (_case, error) => {
    expect(networkFailure(error, false)).toMatchObject({
      failure: 'unknown',
      retryable: false,
      code: 'outcome_unknown',
    });
    expect(networkFailure(error, true)).toMatchObject({ failure: 'not_sent', retryable: true });
  });

  it('shows the code of the system and nothing else', () => {
    const error = networkFailure(failed(withCode('ECONNRESET')), false);
    expect(error.details).toEqual({ networkCode: 'ECONNRESET' });
    expect(error.cause).toBeUndefined();
    expect(networkFailure(failed(withCode('token is EAAx')), false).details).toEqual({
      networkCode: 'TypeError',
    });
  });
});
