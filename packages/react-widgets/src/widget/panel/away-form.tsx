/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { useImperativeHandle, useRef, useState } from 'preact/hooks';
import type { ContactDraft } from '../chat-client/chat-state.ts';
import { useChatContext } from './chat-context.ts';

/** What the composer may ask of the form above it. */
export interface AwayFormHandle {
  /** Takes what was filled in along with a message. False = it has to be corrected first. */
  takeAlong(): boolean;
}

/** Whether it can be an address; whether it is one shows when something is sent there. */
const addressPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Asks somebody who writes while nobody is there where the answer can reach them. Nobody has to say. */
export function AwayForm({
  handle,
  contact,
}: {
  readonly handle: RefObject<AwayFormHandle | null>;
  readonly contact: ContactDraft | null;
}) {
  const { client, words } = useChatContext();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const leave = (): boolean => {
    const address = email.trim();
    if (!addressPattern.test(address)) {
      setIsWrong(true);
      field.current?.focus({ preventScroll: true });
      return false;
    }
    client.leaveContact({ email: address, ...(name.trim() === '' ? {} : { name: name.trim() }) });
    return true;
  };
  const isTaken = contact !== null && contact.status !== 'failed';
  useImperativeHandle(handle, () => ({ takeAlong: () => isTaken || email.trim() === '' || leave() }));

  if (isTaken)
    return (
      <p class="away-note" role="status">
        {words.text(contact.status === 'saved' ? 'contactSaved' : 'contactWaiting', { name: contact.email })}
      </p>
    );
  return (
    <form
      class="away-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        leave();
      }}
    >
      <p id="parley-contact-hint">{words.text('contactHint')}</p>
      <div class="away-fields">
        <input
          ref={field}
          type="email"
          name="email"
          autocomplete="email"
          dir={email === '' ? undefined : 'ltr'}
          maxLength={320}
          value={email}
          placeholder={words.text('contactEmail')}
          aria-label={words.text('contactEmail')}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'parley-contact-wrong' : 'parley-contact-hint'}
          onInput={(event) => {
            setEmail(event.currentTarget.value);
            setIsWrong(false);
          }}
        />
        <input
          type="text"
          name="name"
          autocomplete="name"
          dir={name === '' ? undefined : 'auto'}
          maxLength={200}
          value={name}
          placeholder={words.text('contactName')}
          aria-label={words.text('contactName')}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {words.text('contactSave')}
        </button>
      </div>
      {(isWrong || contact?.status === 'failed') && (
        <p class="wrong" id="parley-contact-wrong" role="alert">
          {words.text(isWrong ? 'contactInvalid' : 'contactFailed')}
        </p>
      )}
    </form>
  );
}
