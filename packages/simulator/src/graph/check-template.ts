import type { JsonObject } from '../json-value.ts';
import { objectAt, stringAt } from '../json-value.ts';
import type { ApprovedTemplate } from '../simulator-options.ts';
import { bodyParameterCount } from './check-message.ts';
import { GraphError } from './graph-error.ts';

function sameLanguage(approved: string | undefined, asked: string): boolean {
  const plain = (code: string) => code.toLowerCase().replace('-', '_');
  return approved === undefined || plain(approved) === plain(asked);
}

/**
 * Checks that a template message names an approved template and fits it.
 * @throws {@link GraphError} 132001 when it is not approved, 132000 for a wrong number of body parameters,
 * 131062 for an authentication template sent to a user id.
 */
export function checkApproved(
  templates: readonly ApprovedTemplate[],
  body: JsonObject,
  addressedBy: 'phone' | 'user_id',
): void {
  const template = objectAt(body, 'template');
  const name = stringAt(template, 'name') ?? '';
  const language = stringAt(objectAt(template, 'language'), 'code') ?? '';
  const approved = templates.find((entry) => entry.name === name && sameLanguage(entry.language, language));
  if (approved === undefined) {
    throw new GraphError(132001, `Template name (${name}) does not exist in ${language}`, { status: 404 });
  }
  if (approved.category === 'AUTHENTICATION' && addressedBy === 'user_id') throw new GraphError(131062);
  const given = bodyParameterCount(body);
  if (approved.bodyParameters !== undefined && approved.bodyParameters !== given) {
    throw new GraphError(
      132000,
      `body: number of localizable_params (${given}) does not match the expected number of params (${approved.bodyParameters})`,
    );
  }
}
