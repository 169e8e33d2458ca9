import type { Http } from './http.ts';

/**
 * Reads the file of a message with the agent's token.
 *
 * @returns an object URL; whoever asked revokes it.
 * @throws {ClientFailure}
 */
export async function readMedia(http: Http, conversationId: string, messageId: string): Promise<string> {
  const answer = await http.open({
    method: 'GET',
    path: `/v1/conversations/${conversationId}/messages/${messageId}/media`,
    timeoutMs: 60_000,
  });
  return URL.createObjectURL(await answer.blob());
}
