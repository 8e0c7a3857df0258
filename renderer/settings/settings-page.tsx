import type { KeyAction } from '#shared/domain/keys.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { OutboxRow } from '#shared/ipc-shapes.ts';
import type { WorkstationSettings } from '#shared/settings.ts';
import { t } from '../t.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page } from '../ui/page.tsx';
import { useLive } from '../use-live.ts';
import { KeysSection } from './keys-section.tsx';
import { LookSection } from './look-section.tsx';
import { OwnPassword } from './own-password.tsx';
import { RecoverPanel } from './recover-panel.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { StoredSection } from './stored-section.tsx';
import { TroubleshootingSection } from './troubleshooting-section.tsx';
import { WorkSection } from './work-section.tsx';

/** The officer's preferences, what is stored on this workstation, and recovery of decisions lost with a cache. */
export function SettingsPage({
  hasQueue,
  actions,
  settings,
  onSettings,
  policy,
  onJournal,
  onOpen,
  onRedecide,
}: {
  /** Whether this role has a queue; if not, the settings for working with the queue are left out. */
  hasQueue: boolean;
  /** The actions that this officer's role has keys for. */
  actions: readonly KeyAction[];
  settings: WorkstationSettings;
  onSettings: (settings: WorkstationSettings) => void;
  policy: Policy | null;
  /** Called when a journal entry was confirmed or dropped. */
  onJournal: () => void;
  onOpen: (reportId: string) => void;
  onRedecide: (row: Pick<OutboxRow, 'reportId' | 'act' | 'createdAt'>) => void;
}) {
  const live = useLive('cache.state', undefined, ['outbox', 'reports', 'policy']);
  const changed = () => {
    live.refresh();
    onJournal();
  };
  const cache = live.value;
  return (
    <Page title={t('common.settings')} lead={t('settings.howTheDeskLooksAndWorks')}>
      <div className="page-body page-narrow settings">
        <LookSection settings={settings} onSettings={onSettings} isForgotten={cache?.kind === 'memory'} />
        {hasQueue && <WorkSection policy={policy} />}
        <KeysSection actions={actions} />
        {live.error !== null && <ErrorNotice error={live.error} onRetry={live.refresh} />}
        {cache !== undefined && (
          <>
            <StoredSection cache={cache} decides={hasQueue} />
            <TroubleshootingSection cache={cache} onRebuilt={changed} />
            <OwnPassword />
            <RecoveryCodes />
            <RecoverPanel lost={cache.journal.lost} onChanged={changed} onOpen={onOpen} onRedecide={onRedecide} />
          </>
        )}
      </div>
    </Page>
  );
}
