import { CircleCheck, CornerDownRight, List, MousePointerClick } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MessageContent } from '../client/wire-types.ts';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';
import { SafeLink } from './contact-cards.tsx';
import { FormattedText } from './formatted-text.tsx';

type Interactive = Extract<MessageContent, { type: 'interactive' }>['interactive'];
/** A picture, video or file over the text. */
type HeaderMedia = Extract<MessageContent, { type: 'image' | 'video' | 'document' }>;
type Asking = Extract<Interactive, { kind: 'buttons' | 'list' | 'link' | 'flow' }>;

/** Something tappable we sent, or the customer's answer to it. Here nothing is tapped: agents see what the customer sees. */
export function InteractiveBody({
  interactive,
  drawMedia,
}: {
  readonly interactive: Interactive;
  /** Draws the picture, video or file at the top. */
  readonly drawMedia: (content: HeaderMedia) => ReactNode;
}): ReactNode {
  const t = useT();
  switch (interactive.kind) {
    case 'buttons':
      return (
        <Frame asking={interactive} drawMedia={drawMedia}>
          {interactive.buttons.map(({ id, title }) => (
            <Choice key={id} title={title} />
          ))}
        </Frame>
      );
    case 'list':
      return (
        <Frame asking={interactive} drawMedia={drawMedia}>
          <div data-part="choice">
            <Icon of={List} size={14} /> {interactive.button}
          </div>
          {interactive.sections.flatMap(({ rows }) =>
            rows.map((row) => <Choice key={row.id} title={row.title} detail={row.description} />),
          )}
        </Frame>
      );
    case 'link':
      return (
        <Frame asking={interactive} drawMedia={drawMedia}>
          <div data-part="choice">
            <SafeLink href={interactive.url} text={interactive.label} />
          </div>
        </Frame>
      );
    case 'flow':
      return (
        <Frame asking={interactive} drawMedia={drawMedia}>
          <Choice title={interactive.label} />
        </Frame>
      );
    case 'location_request':
    case 'contact_request':
      return (
        <>
          <Text text={interactive.body} />
          <Choice
            title={t(
              interactive.kind === 'location_request' ? 'content.asksLocation' : 'content.asksContact',
            )}
          />
        </>
      );
    case 'button_reply':
    case 'list_reply':
    case 'template_button_reply':
      return (
        <div data-part="answer">
          <Icon of={CornerDownRight} size={14} flips />
          <span dir="auto">{interactive.title}</span>
        </div>
      );
    case 'flow_reply':
      return (
        <div data-part="answer">
          <Icon of={CircleCheck} size={14} />
          <span dir="auto">{interactive.body ?? interactive.name}</span>
        </div>
      );
    case 'call_permission_reply':
      return (
        <div data-part="quiet">{t(interactive.accepted ? 'content.callAllowed' : 'content.callRefused')}</div>
      );
    case 'order':
      return (
        <>
          {interactive.text !== undefined && <Text text={interactive.text} />}
          <ul data-part="order">
            {interactive.items.map((item) => (
              <li key={item.productId}>
                {item.quantity} × {item.productId} · {item.price} {item.currency}
              </li>
            ))}
          </ul>
        </>
      );
  }
}

function Frame({
  asking,
  drawMedia,
  children,
}: {
  readonly asking: Asking;
  readonly drawMedia: (content: HeaderMedia) => ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { header } = asking;
  return (
    <>
      {header?.type === 'text' && <strong dir="auto">{header.text}</strong>}
      {header !== undefined && header.type !== 'text' && drawMedia(header)}
      <Text text={asking.body} />
      {asking.footer !== undefined && (
        <small data-part="quiet" dir="auto">
          {asking.footer}
        </small>
      )}
      <div data-part="choices">{children}</div>
    </>
  );
}

function Text({ text }: { readonly text: string }): ReactNode {
  return (
    <div data-part="text" dir="auto">
      <FormattedText text={text} />
    </div>
  );
}

function Choice({
  title,
  detail,
}: {
  readonly title: string;
  readonly detail?: string | undefined;
}): ReactNode {
  return (
    <div data-part="choice">
      <Icon of={MousePointerClick} size={14} />
      <span dir="auto">{title}</span>
      {detail !== undefined && <small dir="auto">{detail}</small>}
    </div>
  );
}
