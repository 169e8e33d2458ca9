import { type PointerEvent, type ReactNode, useState } from 'react';

interface Point {
  readonly x: number;
  readonly y: number;
}

const middle: Point = { x: 0, y: 0 };

/** A picture that is dragged while it is larger than its place. A double click makes it large or small. */
export function ZoomedPicture({
  url,
  alt,
  zoom,
  onToggle,
}: {
  readonly url: string;
  readonly alt: string;
  readonly zoom: number;
  readonly onToggle: () => void;
}): ReactNode {
  const [shift, setShift] = useState(middle);
  const [grip, setGrip] = useState<Point>();
  const place = zoom === 1 ? middle : shift;
  const onPointerDown = (event: PointerEvent): void => {
    if (zoom === 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setGrip({ x: event.clientX - place.x, y: event.clientY - place.y });
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (grip !== undefined) setShift({ x: event.clientX - grip.x, y: event.clientY - grip.y });
  };
  return (
    <img
      src={url}
      alt={alt}
      draggable={false}
      data-zoomed={zoom > 1}
      style={{ transform: `translate(${place.x}px, ${place.y}px) scale(${zoom})` }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => setGrip(undefined)}
      onPointerCancel={() => setGrip(undefined)}
      onDoubleClick={onToggle}
    />
  );
}
