import { LayoutTemplate } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageContent } from '../client/wire-types.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';

type Template = Extract<MessageContent, { type: 'template' }>;

/** A template we sent: its name and what was filled in. Its wording is at the provider. */
export function TemplateBody({ template }: { readonly template: Template }): ReactNode {
  const t = useT();
  const values = template.components
    .flatMap(({ parameters }) => parameters.map(textIn))
    .filter((text) => text !== '');
  return (
    <div data-part="card">
      <Icon of={LayoutTemplate} size={20} />
      <div data-part="card-text">
        <strong>{t('content.template', { name: template.name })}</strong>
        <span>{template.language}</span>
        {values.length > 0 && <span dir="auto">{values.join(' · ')}</span>}
      </div>
    </div>
  );
}

function textIn(parameter: Readonly<Record<string, unknown>>): string {
  const { text } = parameter;
  return typeof text === 'string' ? text : '';
}
