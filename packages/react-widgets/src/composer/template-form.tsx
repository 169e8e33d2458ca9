import { Plus, Send } from 'lucide-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useParts } from '../appearance/use-parts.ts';
import type { Conversation } from '../client/wire-types.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { Dialog } from '../overlay/dialog.tsx';
import { useSupport } from '../provider/support-context.ts';
import { fillTemplate, type TemplateOption, valueCount } from './template-option.ts';

/** Props of {@link TemplateForm}. */
export interface TemplateFormProps {
  readonly conversation: Conversation;
  /** What there is to choose from; without it the template's name is typed in. */
  readonly templates: readonly TemplateOption[] | undefined;
  readonly onClose: () => void;
}

/** Sends a provider-approved message: chosen from the host's list with a preview, or by its name. */
export function TemplateForm({ conversation, templates = [], onClose }: TemplateFormProps): ReactNode {
  const part = useParts();
  const t = useT();
  const { client } = useSupport();
  const id = useId();
  const [chosen, setChosen] = useState<TemplateOption | undefined>(templates[0]);
  const [name, setName] = useState('');
  const [language, setLanguage] = useState('en_US');
  const [values, setValues] = useState<readonly string[]>([]);
  const [extra, setExtra] = useState(0);
  const count = chosen === undefined ? extra : valueCount(chosen.body);
  const fields = Array.from({ length: count }, (_, place) => place);

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const parameters = fields.map((place) => ({ type: 'text', text: (values[place] ?? '').trim() }));
    client.send(conversation.id, {
      kind: 'message',
      content: {
        type: 'template',
        name: chosen?.name ?? name.trim(),
        language: chosen?.language ?? language.trim(),
        components: parameters.length === 0 ? [] : [{ type: 'body', parameters }],
      },
    });
    onClose();
  };

  return (
    <Dialog title={t('template.title')} onClose={onClose}>
      <form {...part('template-form')} onSubmit={onSubmit}>
        {templates.length > 0 ? (
          <label htmlFor={`${id}template`}>
            {t('template.which')}
            <select
              id={`${id}template`}
              value={chosen === undefined ? '' : `${chosen.name} ${chosen.language}`}
              onChange={(event) =>
                setChosen(templates.find((one) => `${one.name} ${one.language}` === event.target.value))
              }
            >
              {templates.map((one) => (
                <option key={`${one.name} ${one.language}`} value={`${one.name} ${one.language}`}>
                  {one.name} ({one.language})
                </option>
              ))}
            </select>
          </label>
        ) : (
          <>
            <label htmlFor={`${id}name`}>
              {t('template.name')}
              <input
                id={`${id}name`}
                value={name}
                onChange={(event) => setName(event.target.value)}
                required
                maxLength={512}
                autoComplete="off"
              />
            </label>
            <label htmlFor={`${id}language`}>
              {t('template.language')}
              <input
                id={`${id}language`}
                value={language}
                onChange={(event) => setLanguage(event.target.value)}
                required
                pattern="[a-zA-Z]{2,3}(_[a-zA-Z]{2,4})?"
                autoComplete="off"
              />
            </label>
          </>
        )}
        {fields.map((place) => (
          <label key={place} htmlFor={`${id}value${place}`}>
            {t('template.value', { count: place + 1 })}
            <input
              id={`${id}value${place}`}
              value={values[place] ?? ''}
              onChange={(event) => {
                const { value } = event.target;
                setValues((all) => fields.map((at) => (at === place ? value : (all[at] ?? ''))));
              }}
              required
              maxLength={1024}
              dir="auto"
              autoComplete="off"
            />
          </label>
        ))}
        {chosen === undefined && (
          <button type="button" {...part('button', { kind: 'plain' })} onClick={() => setExtra(extra + 1)}>
            <Icon of={Plus} /> {t('template.addValue')}
          </button>
        )}
        {chosen !== undefined && (
          <p data-part="preview" dir="auto">
            {fillTemplate(chosen.body, values)}
          </p>
        )}
        <footer>
          <button type="button" {...part('button', { kind: 'outline' })} onClick={onClose}>
            {t('dialog.cancel')}
          </button>
          <button type="submit" {...part('button', { kind: 'primary' })}>
            <Icon of={Send} flips /> {t('template.send')}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
