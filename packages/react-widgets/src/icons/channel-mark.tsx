import { Mail, MessageCircle, MessageSquare, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** Plain one-colour marks of the channels, drawn on a 16 px grid. */
const marks: Readonly<Record<string, string>> = {
  whatsapp:
    'M8 1.5a6.4 6.4 0 0 0-5.5 9.7l-.9 3.2 3.3-.9A6.4 6.4 0 1 0 8 1.5Zm0 1.2a5.2 5.2 0 1 1-2.8 9.6l-.3-.2-1.6.4.4-1.5-.2-.3A5.2 5.2 0 0 1 8 2.7ZM5.9 4.9c-.2 0-.5.1-.7.4-.3.3-.8.8-.8 1.7s.8 1.9.9 2c.1.2 1.5 2.4 3.7 3.2 1.8.7 2.2.5 2.6.5.4-.1 1.2-.5 1.4-1 .2-.4.2-.8.1-.9l-1.7-.9c-.2-.1-.4 0-.5.1l-.6.8c-.1.1-.2.2-.4.1-.3-.2-1-.4-1.8-1.1-.7-.6-1.1-1.3-1.2-1.5-.1-.2 0-.3.1-.4l.4-.5c.1-.1.1-.2.1-.4L7 5.3c-.2-.4-.3-.4-.5-.4h-.6Z',
  messenger:
    'M8 1.5c-3.7 0-6.5 2.7-6.5 6.3 0 1.9.8 3.5 2 4.6v2.1l1.9-1c.8.2 1.7.4 2.6.4 3.7 0 6.5-2.7 6.5-6.1S11.7 1.5 8 1.5Zm.7 8.1L7 7.9 3.9 9.6l3.4-3.5L9 7.8l3.1-1.7-3.4 3.5Z',
  instagram:
    'M5 1.8h6A3.2 3.2 0 0 1 14.2 5v6a3.2 3.2 0 0 1-3.2 3.2H5A3.2 3.2 0 0 1 1.8 11V5A3.2 3.2 0 0 1 5 1.8Zm0 1.3A1.9 1.9 0 0 0 3.1 5v6c0 1 .9 1.9 1.9 1.9h6c1 0 1.9-.9 1.9-1.9V5c0-1-.9-1.9-1.9-1.9H5Zm3 2a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8Zm0 1.2a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4Zm3.3-2.2a.8.8 0 1 1 0 1.5.8.8 0 0 1 0-1.5Z',
  x: 'M2 2h3.7l2.6 3.6L11.4 2h1.6L9 6.6 14 14h-3.7L7.4 9.9 3.9 14H2.3l4.3-5L2 2Zm2.3 1.2 6.6 9.6h1L5.3 3.2h-1Z',
};

const icons = { email: Mail, sms: MessageSquare, twilio: Smartphone } as const;

/** Which channel something came through. */
export function ChannelMark({ channel }: { readonly channel: string }): ReactNode {
  const path = marks[channel];
  if (path === undefined)
    return <Icon of={icons[channel as keyof typeof icons] ?? MessageCircle} size={14} />;
  return (
    <svg width={14} height={14} viewBox="0 0 16 16" fill="currentColor" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}

const names: Readonly<Record<string, string>> = {
  whatsapp: 'WhatsApp',
  messenger: 'Messenger',
  instagram: 'Instagram',
  x: 'X',
  email: 'E-mail',
  sms: 'SMS',
  chatapp: 'Chat',
  twilio: 'Phone',
};

/** A channel's name as people write it. Names of products are not translated. */
export function channelName(channel: string): string {
  return names[channel] ?? channel.charAt(0).toUpperCase() + channel.slice(1);
}
