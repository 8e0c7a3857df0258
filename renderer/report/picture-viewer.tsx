import { ChevronLeft, ChevronRight, Download, Maximize, RotateCw, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { attachmentPath } from '#shared/domain/attachment.ts';
import type { AttachmentMeta } from '#shared/domain/report.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useSlow } from '../use-live.ts';
import { drawn, type LookingEvent, look, lookingKey, type Size } from './viewer-state.ts';

/** A full-window viewer for a report's pictures, one at a time. */
export function PictureViewer({
  reportId,
  pictures,
  start,
  message,
  onSave,
  onClose,
}: {
  reportId: string;
  pictures: readonly AttachmentMeta[];
  start: number;
  message: string | null;
  onSave: (file: AttachmentMeta) => void;
  onClose: () => void;
}) {
  const [looking, setLooking] = useState({ at: start, zoom: 1, quarters: 0 });
  const stage = useRef<HTMLDivElement>(null);
  const dialog = useRef<HTMLElement>(null);
  // Focus the dialog right away. The key that opens the viewer simulates a click on a photo, after which React Aria
  // moves the focus one frame late, so the next key press would be lost.
  useLayoutEffect(() => dialog.current?.focus(), []);
  const many = pictures.length;
  const does = (event: LookingEvent) => setLooking((now) => look(now, event, many));
  const zoom = useRef(1);
  useLayoutEffect(() => {
    zoom.current = looking.zoom;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const wish = lookingKey(event.key, zoom.current);
      if (wish === null) return;
      event.preventDefault();
      if (typeof wish === 'string') setLooking((now) => look(now, wish, many));
      else stage.current?.scrollBy(wish);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [many]);

  const file = pictures[looking.at];
  if (file === undefined) return null;
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal viewer">
        <Dialog className="dialog viewer-dialog" ref={dialog}>
          <header className="viewer-head">
            <Heading slot="title" className="viewer-title cut">
              {file.name}
            </Heading>
            <span className="faint">
              {t('report.atOfMany', { at: looking.at + 1, many })}
              {message !== null && <span role="status"> · {message}</span>}
            </span>
            <Tool title={t('report.zoomOut')} icon={ZoomOut} off={looking.zoom === 1} onPress={() => does('smaller')} />
            <Tool title={t('report.zoomIn')} icon={ZoomIn} onPress={() => does('larger')} />
            <Tool
              title={t('report.fitToWindow0')}
              icon={Maximize}
              off={looking.zoom === 1}
              onPress={() => does('fit')}
            />
            <Tool title={t('report.rotateR')} icon={RotateCw} onPress={() => does('turn')} />
            <Tool title={t('report.saveOriginal')} icon={Download} onPress={() => onSave(file)} />
            <Tool title={t('report.closeEsc')} icon={X} onPress={onClose} />
          </header>
          <Stage key={file.id} reportId={reportId} file={file} looking={looking} stage={stage} />
          {many > 1 && (
            <>
              <Button
                className="viewer-step viewer-previous"
                aria-label={t('common.previous')}
                onPress={() => does('previous')}
              >
                <ChevronLeft className="icon" aria-hidden />
              </Button>
              <Button className="viewer-step viewer-next" aria-label={t('common.next')} onPress={() => does('next')}>
                <ChevronRight className="icon" aria-hidden />
              </Button>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Tool({
  title,
  icon: Icon,
  off = false,
  onPress,
}: {
  title: string;
  icon: typeof X;
  off?: boolean;
  onPress: () => void;
}) {
  return (
    <Button className="button button-quiet button-icon" aria-label={title} isDisabled={off} onPress={onPress}>
      <Icon className="icon" aria-hidden />
    </Button>
  );
}

function Stage({
  reportId,
  file,
  looking,
  stage,
}: {
  reportId: string;
  file: AttachmentMeta;
  looking: { at: number; zoom: number; quarters: number };
  stage: React.RefObject<HTMLDivElement | null>;
}) {
  const [ready, setReady] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [size, setSize] = useState<Size | null>(null);
  const [room, setRoom] = useState<Size>({ width: 1, height: 1 });
  const slow = useSlow(!ready && error === null);
  const { id } = file;
  const fetchIt = useCallback(() => {
    ask('attachment.open', { reportId, id }).then(
      () => setReady(true),
      (thrown: unknown) => setError(toAppError(thrown)),
    );
  }, [reportId, id]);
  useEffect(fetchIt, [fetchIt]);
  useLayoutEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [stage]);

  const look = size === null ? null : drawn(size, room, looking);
  return (
    <div className="viewer-stage" ref={stage}>
      {error !== null && (
        <ErrorNotice
          error={error}
          title={t('report.couldntOpenThePhoto')}
          onRetry={() => {
            setError(null);
            fetchIt();
          }}
        />
      )}
      {slow && <p className="viewer-wait">{t('report.loadingPhoto')}</p>}
      {ready && (
        <div className="viewer-room" style={look === null ? undefined : look.room}>
          <img
            src={attachmentPath(reportId, file.id)}
            alt={
              file.sentBy === undefined
                ? t('report.sentByReporterName', { name: file.name })
                : t('report.sentByName', { by: file.sentBy, name: file.name })
            }
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ width, height })}
            style={
              look === null
                ? { visibility: 'hidden' }
                : { ...look.picture, transform: `translate(-50%, -50%) rotate(${looking.quarters * 90}deg)` }
            }
          />
        </div>
      )}
    </div>
  );
}
