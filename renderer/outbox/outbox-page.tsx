import { SendHorizontal } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Officer } from '#shared/domain/officer.ts';
import type { OutboxRow, PairRow, SyncState } from '#shared/ipc-shapes.ts';
import { ask } from '../bridge.ts';
import { t } from '../t.ts';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { LiveValue } from '../use-live.ts';
import { Canceled } from './canceled.tsx';
import { Connection } from './connection.tsx';
import { needsYou, OutboxCard } from './outbox-card.tsx';
import { PairCards } from './pair-cards.tsx';

/**
 * Lists every decision that has not reached the server, with those that need the officer's attention first. A decision
 * leaves this list automatically only when the server accepts it.
 */
export function OutboxPage({
  live,
  pairs,
  onUndoPair,
  officer,
  sync,
  keepsNothing,
  lost,
  onOpen,
  onRedecide,
}: {
  live: LiveValue<OutboxRow[]>;
  /** Decisions about pairs of reports. */
  pairs: readonly PairRow[];
  onUndoPair: (row: PairRow) => void;
  officer: Pick<Officer, 'id' | 'role'>;
  sync: SyncState | undefined;
  /** True without a keychain: reports and unsent decisions are kept only while the application runs. */
  keepsNothing: boolean;
  /** Number of decisions that exist only in the encrypted backup. */
  lost: number;
  onOpen: (reportId: string) => void;
  /** Reopens the form of the same act, filled in as before. */
  onRedecide: (row: OutboxRow) => void;
}) {
  const rows = [...(live.value ?? [])].sort(
    (a, b) => Number(needsYou(b)) - Number(needsYou(a)) || a.createdAt.localeCompare(b.createdAt),
  );
  const [canceled, setCanceled] = useState<{ row: OutboxRow; mayReturn: boolean } | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const all = sync === undefined ? 0 : sync.held + sync.waiting + sync.needsYou;
  const more = live.value === undefined ? 0 : all - rows.length - pairs.length;
  return (
    <Page
      title={t('common.waitingToBeSent')}
      lead={t('outbox.decisionsAreKeptHereUntilThe')}
      tools={
        <>
          {sync !== undefined && sync.held > 0 && (
            <Button className="button" onPress={() => void ask('outbox.send-now').catch(() => undefined)}>
              {t('outbox.sendNowCantUndo')}
            </Button>
          )}
          <Button className="button" onPress={() => void ask('sync.now').catch(() => undefined)}>
            {t('common.checkNow')}
          </Button>
        </>
      }
    >
      <div className="page-body">
        {sync !== undefined && <Connection sync={sync} keepsNothing={keepsNothing} />}
        {live.error !== null && <ErrorNotice error={live.error} onRetry={live.refresh} />}
        {live.value === undefined && live.slow && <Skeleton lines={6} label={t('outbox.loading')} />}
        {canceled !== null && (
          <Canceled
            {...canceled}
            key={canceled.row.id}
            onRedecide={() => onRedecide(canceled.row)}
            onDone={() => {
              setCanceled(null);
              list.current?.focus();
            }}
          />
        )}
        {live.value !== undefined && rows.length === 0 && pairs.length === 0 && (
          <Empty icon={SendHorizontal} title={t('outbox.nothingWaitingToBeSent')}>
            {lost === 0 ? t('outbox.theAgencyServerHasEveryDecision') : t('outbox.decisionsThatAreOnlyInThe')}
          </Empty>
        )}
        <PairCards rows={pairs} onUndo={onUndoPair} onOpen={onOpen} />
        <ul className="cards" ref={list} tabIndex={-1} aria-label={t('outbox.decisionsWaitingToBeSent')}>
          {rows.map((row) => (
            <OutboxCard
              row={row}
              officer={officer}
              key={row.id}
              onOpen={onOpen}
              onRedecide={onRedecide}
              onCanceled={(of, mayReturn) => {
                setCanceled({ row: of, mayReturn });
                // The canceled card had the focus and is about to disappear, so focus the list.
                list.current?.focus();
              }}
            />
          ))}
        </ul>
        {more > 0 && <p className="faint">{t('outbox.andNMoreDecisionsShownAs', { n: more })}</p>}
      </div>
    </Page>
  );
}
