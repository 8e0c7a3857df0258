import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import { useNarrow } from '../hooks/room.ts';
import { useValueAfterPaint } from '../hooks/use-after-paint.ts';
import { PaneWidth, useWidth } from '../hooks/use-width.ts';
import { t } from '../t.ts';
import { usePreferences } from '../ui/preferences.tsx';
import { fitShare, SPLITTER, sharesOf } from './split-widths.ts';

/** Below this width the report covers the queue, because two narrow panes would be useless. */
export const ONE_PANE = 1000;
/** How far an arrow key moves the splitter, as a share of the width. */
const STEP = 0.02;

/** The queue, with the open report next to it. The officer can resize both. */
export function SplitView({
  queue,
  report,
  isOpen,
  filled,
}: {
  queue: ReactNode;
  /** Hidden unless a report is open. */
  report: ReactNode;
  isOpen: boolean;
  filled: boolean;
}) {
  const narrow = useNarrow(ONE_PANE);
  const split = useRef<HTMLDivElement>(null);
  const room = useWidth(split);
  const { preferences, change } = usePreferences();
  /** The queue's share of the width while the splitter is dragged; saved on release. */
  const [drawnTo, setDrawnTo] = useState<number | null>(null);
  const share = drawnTo ?? preferences.queueShare;
  const keep = (queueShare: number) => {
    setDrawnTo(null);
    if (queueShare !== preferences.queueShare) change({ queueShare });
  };
  const alone = isOpen && (narrow || filled);
  const beside = isOpen && !alone;
  const width = beside ? Math.round(fitShare(share, room) * room) : room;
  // When a report opens, it first covers the queue; the queue rows shrink only after the report has been painted.
  const isSeen = useValueAfterPaint(isOpen);
  const queueWidth = beside && !isSeen ? room : width;
  const pane = useMemo(() => ({ width: queueWidth, alone: room }), [queueWidth, room]);
  return (
    <main className="main" aria-label={t('common.reports')}>
      {/* The page heading is in the queue. When the report covers the queue, screen readers still need a heading. */}
      {alone && <h1 className="visually-hidden">{t('common.reports')}</h1>}
      <div
        className="split"
        ref={split}
        style={{ gridTemplateColumns: beside ? `${width}px ${SPLITTER}px minmax(0, 1fr)` : 'minmax(0, 1fr)' }}
      >
        {!alone && (
          <div className="split-panel">
            <div className="split-queue" style={queueWidth === width ? {} : { minWidth: queueWidth }}>
              <PaneWidth value={pane}>{queue}</PaneWidth>
            </div>
          </div>
        )}
        {beside && <Splitter share={fitShare(share, room)} room={room} onDraw={setDrawnTo} onKeep={keep} />}
        <div className="split-panel" hidden={!isOpen}>
          {report}
        </div>
      </div>
    </main>
  );
}

/** The splitter between the two panes: dragged with the mouse, or moved with the arrow keys. */
function Splitter({
  share,
  room,
  onDraw,
  onKeep,
}: {
  share: number;
  room: number;
  onDraw: (share: number) => void;
  onKeep: (share: number) => void;
}) {
  const [drawn, setDrawn] = useState(false);
  const { least, most } = sharesOf(room);
  const percent = (part: number) => Math.round(part * 100);
  const down = (event: PointerEvent<HTMLDivElement>) => {
    // Do not select text while dragging.
    event.preventDefault();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrawn(true);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const left = event.currentTarget.parentElement?.getBoundingClientRect().left;
    if (drawn && left !== undefined && room > 0) onDraw(fitShare((event.clientX - left) / room, room));
  };
  const letGo = () => {
    if (drawn) onKeep(share);
    setDrawn(false);
  };
  const press = (event: KeyboardEvent) => {
    const next = { ArrowLeft: share - STEP, ArrowRight: share + STEP }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onKeep(fitShare(next, room));
  };
  return (
    // A separator that can be moved must be focusable.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={drawn ? 'splitter splitter-drawn' : 'splitter'}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('shell.queueWidth')}
      aria-valuenow={percent(share)}
      aria-valuemin={percent(least)}
      aria-valuemax={percent(most)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onKeyDown={press}
    />
  );
}
