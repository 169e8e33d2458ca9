/** @jsxImportSource preact */
import type { ChatMessage } from '../chat-client/chat-types.ts';
import { textOf } from '../chat-client/message-text.ts';
import { useChatContext } from './chat-context.ts';
import { Chip } from './chip.tsx';
import { FileView } from './file-view.tsx';
import { Icon, type IconName } from './icon.tsx';
import { safeUrl, textParts } from './text-links.ts';

type Media = Extract<ChatMessage['content'], { type: 'image' | 'video' | 'document' }>['media'];

/** A text with its addresses as links; everything else is text. */
export function LinkedText({ text }: { readonly text: string }) {
  return (
    <>
      {textParts(text).map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </>
  );
}

/** What a message says, of whatever kind. Nothing is loaded from elsewhere without a click. */
export function MessageContent({ message }: { readonly message: ChatMessage }) {
  const { words } = useChatContext();
  const { content } = message;
  if (message.deletedAt !== null) return <p class="quiet">{words.text('deleted')}</p>;
  const text = textOf(message);
  const body =
    text === '' ? null : (
      <p class="text" dir="auto">
        <LinkedText text={text} />
      </p>
    );
  switch (content.type) {
    case 'text':
      return body;
    case 'image':
      return (
        <>
          <Attachment
            message={message}
            media={content.media}
            icon="image"
            alt={content.media.altText ?? content.caption}
          />
          {body}
        </>
      );
    case 'video':
    case 'document':
      return (
        <>
          <Attachment message={message} media={content.media} icon="file" />
          {body}
        </>
      );
    case 'audio':
    case 'sticker':
      return (
        <Attachment
          message={message}
          media={content.media}
          icon={content.type === 'audio' ? 'file' : 'image'}
        />
      );
    case 'location': {
      const at = `${content.latitude},${content.longitude}`;
      return <Chip icon="pin" title={text || words.text('location')} detail={at} />;
    }
    case 'contacts':
      return (
        <>
          {content.contacts.map((contact, index) => (
            <Chip
              // biome-ignore lint/suspicious/noArrayIndexKey: cards of one message never move
              key={index}
              icon="user"
              title={contact.name.formatted}
              detail={contact.phones?.[0]?.phone ?? contact.emails?.[0]?.email ?? words.text('contact')}
            />
          ))}
        </>
      );
    case 'interactive': {
      const { interactive } = content;
      const url = interactive.kind === 'link' ? safeUrl(interactive.url) : null;
      const header =
        'header' in interactive && interactive.header?.type === 'text' ? interactive.header : null;
      return (
        <>
          {header !== null && (
            <p class="heading" dir="auto">
              {header.text}
            </p>
          )}
          {body}
          {'footer' in interactive && interactive.footer !== undefined && (
            <p class="quiet" dir="auto">
              {interactive.footer}
            </p>
          )}
          {interactive.kind === 'link' && url !== null && (
            <a class="link-button" href={url} target="_blank" rel="noopener noreferrer nofollow">
              {interactive.label}
              <Icon name="external" size={16} />
            </a>
          )}
        </>
      );
    }
    default:
      return <p class="quiet">{words.text('unsupported')}</p>;
  }
}

function Attachment({
  message,
  media,
  icon,
  alt,
}: {
  readonly message: ChatMessage;
  readonly media: Media;
  readonly icon: IconName;
  readonly alt?: string | undefined;
}) {
  const { baseUrl, words } = useChatContext();
  if (media.providerMediaId !== undefined)
    return (
      <FileView
        messageId={message.id}
        clientMessageId={message.clientMessageId}
        name={media.fileName ?? words.text('attachment')}
        mimeType={media.mimeType ?? ''}
        sizeBytes={media.sizeBytes}
        alt={alt}
      />
    );
  const url = safeUrl(media.url);
  const name = media.fileName ?? words.text(icon === 'image' ? 'image' : 'attachment');
  const isOurs = url?.startsWith(baseUrl) === true;
  if (icon === 'image' && isOurs)
    return (
      <a class="linked-picture" href={url} target="_blank" rel="noopener noreferrer">
        <img src={url} alt={alt ?? name} loading="lazy" />
      </a>
    );
  const size = media.sizeBytes === undefined ? '' : words.fileSize(media.sizeBytes);
  const chip = <Chip icon={icon} title={name} detail={size || (media.mimeType ?? '')} />;
  return url === null || !/^https?:/.test(url) ? (
    chip
  ) : (
    <a
      class="chip-link"
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={words.text('openAttachment')}
    >
      {chip}
    </a>
  );
}
