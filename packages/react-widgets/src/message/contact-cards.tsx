import { UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageContent } from '../client/wire-types.ts';
import { Icon } from '../icons/icon.tsx';
import { safeHref } from './format-text.ts';

type Contacts = Extract<MessageContent, { type: 'contacts' }>['contacts'];

/** Address-book cards somebody sent. */
export function ContactCards({ contacts }: { readonly contacts: Contacts }): ReactNode {
  return contacts.map((contact, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: cards have no id and are never moved.
    <div data-part="card" key={place}>
      <Icon of={UserRound} size={20} />
      <div data-part="card-text">
        <strong dir="auto">{contact.name.formatted}</strong>
        {contact.organisation?.company !== undefined && (
          <span dir="auto">{contact.organisation.company}</span>
        )}
        {contact.phones?.map(({ phone }) => (
          <SafeLink key={phone} href={`tel:${phone.replace(/[^\d+]/g, '')}`} text={phone} />
        ))}
        {contact.emails?.map(({ email }) => (
          <SafeLink key={email} href={`mailto:${email}`} text={email} />
        ))}
        {contact.urls?.map(({ url }) => (
          <SafeLink key={url} href={url} text={url} />
        ))}
      </div>
    </div>
  ));
}

/** A link if its address is to the web, mail or phone; else its text. */
export function SafeLink({ href, text }: { readonly href: string; readonly text: string }): ReactNode {
  const safe = safeHref(href);
  if (safe === undefined) return <span dir="auto">{text}</span>;
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer" tabIndex={-1} dir="auto">
      {text}
    </a>
  );
}
