import type { MessageContent, TemplateComponent } from '@parley/core';
import { checkCount, checkText, refuse } from './check-limit.ts';

type Template = Extract<MessageContent, { type: 'template' }>;

/** Button kinds a template may take parameters for. WhatsApp Cloud API, message templates. */
const buttonKinds: readonly string[] = [
  'url',
  'quick_reply',
  'copy_code',
  'flow',
  'catalog',
  'mpm',
  'order_details',
  'voice_call',
];

/**
 * What holds for every template; whether the parameters fit the approved one is known to the provider only.
 * @throws {InvalidContentError}
 */
export function checkTemplate(template: Template): void {
  checkText('name', template.name, 512);
  if (!/^[a-z0-9_]+$/.test(template.name))
    refuse('name', 'must be of lower-case letters, digits and underscores');
  if (!/^[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?$/.test(template.language))
    refuse('language', "must be a code like 'en' or 'en_US'");
  for (const [index, component] of template.components.entries())
    checkComponent(`components[${index}]`, component);
  const singles = template.components
    .filter((component) => component.type !== 'button')
    .map((component) => component.type);
  if (new Set(singles).size !== singles.length)
    refuse('components', 'must have one header and one body at most');
}

function checkComponent(field: string, component: TemplateComponent): void {
  for (const [index, parameter] of component.parameters.entries()) {
    const path = `${field}.parameters[${index}]`;
    const { type, text } = parameter;
    if (typeof type !== 'string' || type === '') refuse(`${path}.type`, 'must be given');
    if (type === 'text' && (typeof text !== 'string' || text === ''))
      refuse(`${path}.text`, 'must not be empty');
  }
  if (component.type !== 'button') {
    if (component.subType !== undefined || component.index !== undefined)
      refuse(`${field}.subType`, 'and index belong to buttons');
    return;
  }
  checkCount(`${field}.parameters`, component.parameters, 1, 100);
  if (!buttonKinds.includes(component.subType ?? ''))
    refuse(`${field}.subType`, `must be one of ${buttonKinds.join(', ')}`);
  const { index = -1 } = component;
  if (!Number.isInteger(index) || index < 0 || index > 9)
    refuse(`${field}.index`, 'must be the place of the button, 0 to 9');
}
