import { InvalidContentError, type MessageContent } from '@parley/core';
import { prepareContent } from '../prepare-content.ts';

/** The field content is refused for; undefined where it is taken. */
export function refusedField(content: MessageContent): unknown {
  try {
    prepareContent(content);
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidContentError)) throw error;
    return error.details.field;
  }
}
