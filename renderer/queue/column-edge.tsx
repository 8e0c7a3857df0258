import { type PointerEvent, useRef, useState } from 'react';
import type { QueueColumn } from '#shared/domain/queue.ts';
import type { ColumnChoice } from '#shared/domain/views.ts';
import { textScale } from '../hooks/room.ts';

const LEAST = 48;
const MOST = 800;

/**
 * The right edge of a column header. Dragging it resizes the column; keyboard users can do the same in the columns menu.
 */
export function ColumnEdge({
  id,
  choice,
  onChange,
}: {
  id: QueueColumn;
  choice: ColumnChoice;
  onChange: (choice: ColumnChoice) => void;
}) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const [drawing, setDrawing] = useState(false);
  const down = (event: PointerEvent<HTMLSpanElement>) => {
    const width = event.currentTarget.parentElement?.offsetWidth;
    if (width === undefined) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
    setDrawing(true);
  };
  const up = (event: PointerEvent<HTMLSpanElement>) => {
    const from = start.current;
    start.current = null;
    setDrawing(false);
    if (from === null || event.clientX === from.x) return;
    // Widths are stored relative to the default text size.
    const drawn = (from.width + event.clientX - from.x) / textScale();
    const width = Math.round(Math.min(MOST, Math.max(LEAST, drawn)));
    onChange({ ...choice, widths: { ...choice.widths, [id]: width } });
  };
  return (
    <span
      className={drawing ? 'column-edge column-edge-drawn' : 'column-edge'}
      aria-hidden
      onPointerDown={down}
      onPointerUp={up}
      onPointerCancel={() => {
        start.current = null;
        setDrawing(false);
      }}
    />
  );
}
