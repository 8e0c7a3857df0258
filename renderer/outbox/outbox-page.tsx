import { SendHorizontal } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Role } from '#shared/domain/officer.ts';
import type { OutboxRow, PairRow, SyncState } from '#shared/ipc-shapes.ts';
import { ask } from '../bridge.ts';
import { t } from '../t.ts';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { LiveValue } from '../use-live.ts';
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
  onTakeBackPair,
  role,
  sync,
  keepsNothing,
  lost,
  onOpen,
  onRedecide,
}: {
  live: LiveValue<OutboxRow[]>;
  /** Decisions about pairs of reports. */
  pairs: readonly PairRow[];
  onTakeBackPair: (row: PairRow) => void;
  role: Role;
  sync: SyncState | undefined;
  /** True without a keychain: reports and unsent decisions are kept only while the application runs. */
  keepsNothing: boolean;
  /** Number of decisions that exist only in the sealed journal. */
  lost: number;
  onOpen: (reportId: string) => void;
  /** Reopens the form of the same act, filled in as before. */
  onRedecide: (row: OutboxRow) => void;
}) {
  const rows = [...(live.value ?? [])].sort(
    (a, b) => Number(needsYou(b)) - Number(needsYou(a)) || a.createdAt.localeCompare(b.createdAt),
  );
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
        {live.value !== undefined && rows.length === 0 && pairs.length === 0 && (
          <Empty icon={SendHorizontal} title={t('outbox.nothingWaitingToBeSent')}>
            {lost === 0 ? t('outbox.theAgencyServerHasEveryDecision') : t('outbox.decisionsThatAreOnlyInThe')}
          </Empty>
        )}
        <PairCards rows={pairs} onTakeBack={onTakeBackPair} onOpen={onOpen} />
        <ul className="cards" aria-label={t('outbox.decisionsWaitingToBeSent')}>
          {rows.map((row) => (
            <OutboxCard row={row} role={role} key={row.id} onOpen={onOpen} onRedecide={onRedecide} />
          ))}
        </ul>
        {more > 0 && <p className="faint">{t('outbox.andNMoreDecisionsShownAs', { n: more })}</p>}
      </div>
    </Page>
  );
}
