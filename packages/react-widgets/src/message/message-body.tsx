import { FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageContent } from '../client/wire-types.ts';
import { useT } from '../i18n/use-t.ts';
import { AudioAttachment } from '../media/audio-attachment.tsx';
import { FileAttachment } from '../media/file-attachment.tsx';
import { PictureAttachment } from '../media/picture-attachment.tsx';
import { ContactCards } from './contact-cards.tsx';
import { FormattedText } from './formatted-text.tsx';
import { InteractiveBody } from './interactive-body.tsx';
import { LocationBody } from './location-body.tsx';
import { TemplateBody } from './template-body.tsx';

/** Props of {@link MessageBody}. */
export interface MessageBodyProps {
  readonly content: MessageContent;
  /** The stored message the files of the content belong to; absent for what is not sent yet. */
  readonly messageId: string | undefined;
}

/** What a message says, for every kind of content. */
export function MessageBody({ content, messageId }: MessageBodyProps): ReactNode {
  const t = useT();
  switch (content.type) {
    case 'text':
      return (
        <div data-part="text" dir="auto">
          <FormattedText text={content.text} />
        </div>
      );
    case 'image':
    case 'video':
      return (
        <>
          <PictureAttachment
            kind={content.type}
            media={content.media}
            messageId={messageId}
            alt={content.media.altText ?? content.caption}
          />
          <Caption text={content.caption} />
        </>
      );
    case 'document':
      return (
        <>
          <FileAttachment
            media={content.media}
            messageId={messageId}
            icon={FileText}
            label={t('content.document')}
          />
          <Caption text={content.caption} />
        </>
      );
    case 'audio':
      return (
        <AudioAttachment media={content.media} messageId={messageId} isVoice={content.isVoice === true} />
      );
    case 'sticker':
      return <PictureAttachment kind="sticker" media={content.media} messageId={messageId} alt={undefined} />;
    case 'location':
      return <LocationBody location={content} />;
    case 'contacts':
      return <ContactCards contacts={content.contacts} />;
    case 'interactive':
      return (
        <InteractiveBody
          interactive={content.interactive}
          drawMedia={(media) => <MessageBody content={media} messageId={messageId} />}
        />
      );
    case 'template':
      return <TemplateBody template={content} />;
    case 'reaction':
      return (
        <div data-part="quiet">
          {content.emoji === undefined
            ? t('content.reactionRemoved')
            : t('content.reaction', { emoji: content.emoji })}
        </div>
      );
    case 'unsupported':
      return <div data-part="quiet">{t('content.unsupported', { kind: content.kind })}</div>;
  }
}

function Caption({ text }: { readonly text: string | undefined }): ReactNode {
  if (text === undefined) return null;
  return (
    <div data-part="text" dir="auto">
      <FormattedText text={text} />
    </div>
  );
}
