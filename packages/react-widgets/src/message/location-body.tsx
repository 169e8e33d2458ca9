import { MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/use-t.ts';
import { Icon } from '../icons/icon.tsx';

/** A place: its name, its address and a link to a map. Nothing is fetched from a map service before the click. */
export function LocationBody({
  location,
}: {
  readonly location: {
    readonly latitude: number;
    readonly longitude: number;
    readonly name?: string;
    readonly address?: string;
  };
}): ReactNode {
  const t = useT();
  const { latitude, longitude } = location;
  const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return (
    <div data-part="card">
      <Icon of={MapPin} size={20} />
      <div data-part="card-text">
        <strong dir="auto">{location.name ?? t('content.location')}</strong>
        <span dir="auto">{location.address ?? place}</span>
        <a
          href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
          target="_blank"
          rel="noopener noreferrer"
          tabIndex={-1}
        >
          {t('content.openMap')}
        </a>
      </div>
    </div>
  );
}
