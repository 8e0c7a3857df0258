import { FileDown, MonitorSmartphone, PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Workstation } from '#shared/domain/workstation.ts';
import { ask } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { Empty } from '../ui/empty.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListError } from '../ui/list-error.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Pick } from '../ui/pick.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';
import { ReleasesDialog } from './releases-dialog.tsx';
import { RemoveWorkstationDialog } from './remove-workstation-dialog.tsx';
import { ServerState } from './server-state.tsx';
import { CSV_COLUMNS } from './workstation-columns.tsx';
import { WorkstationTable } from './workstation-table.tsx';

/** The workstations and the server's own health, for administrators. The server logs who views this list. */
export function WorkstationsPage() {
  const [version, setVersion] = useState<string | undefined>(undefined);
  const [isReleases, setReleases] = useState(false);
  const [removing, setRemoving] = useState<Workstation | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const live = useLive('workstations.list', version === undefined ? {} : { version });
  const server = useLive('workstations.server', undefined);
  const task = useTask();
  const { value, error } = live;
  const rows = value?.rows ?? [];
  const refresh = () => {
    live.refresh();
    server.refresh();
  };
  const save = () =>
    task.run('csv', async () => {
      setSaved(null);
      setSaved((await ask('figures.save', csvTable(rows))).path);
    });
  return (
    <Page
      title={t('it.workstations')}
      lead={t('it.workstationsLead')}
      tools={
        <>
          <Button className="button" onPress={() => setReleases(true)}>
            <PackageCheck className="icon" aria-hidden />
            {t('it.releasesDots')}
          </Button>
          <Refresh onPress={refresh} />
          <Button className="button" isDisabled={rows.length === 0} isPending={task.busy !== null} onPress={save}>
            <FileDown className="icon" aria-hidden />
            {t('it.saveCsv')}
          </Button>
        </>
      }
    >
      {isReleases && <ReleasesDialog onChanged={refresh} onClose={() => setReleases(false)} />}
      {removing !== null && (
        <RemoveWorkstationDialog
          row={removing}
          onRemoved={() => {
            setRemoving(null);
            refresh();
          }}
          onClose={() => setRemoving(null)}
        />
      )}
      {error === null && server.value !== undefined && <ServerState state={server.value} />}
      {task.error !== null && <ErrorNotice error={task.error} title={t('ui.fileNotSaved')} onRetry={save} />}
      {saved !== null && (
        <div className="pane-notice">
          <Notice tone="ok" role="status" title={t('it.csvSaved', { path: saved })} />
        </div>
      )}
      {error === null && value !== undefined && value.versions.length > 0 && (
        <div className="audit-filters" role="search" aria-label={t('it.filterWorkstations')}>
          <Pick
            label={t('it.version')}
            none={t('it.allVersions')}
            options={value.versions.map((one) => ({ id: one, words: one }))}
            chosen={version}
            onChoose={setVersion}
          />
          <span className="faint">{t('it.nWorkstations', { n: value.total })}</span>
        </div>
      )}
      <div className="audit-list">
        {error !== null && <ListError error={error} onRetry={refresh} />}
        {error === null && value === undefined && live.slow && (
          <Skeleton lines={10} label={t('it.loadingWorkstations')} />
        )}
        {error === null && value !== undefined && rows.length === 0 && (
          <Empty icon={MonitorSmartphone} title={t('it.noWorkstations')}>
            {t('it.noWorkstationsYet')}
          </Empty>
        )}
        {error === null && rows.length > 0 && <WorkstationTable rows={rows} busy={live.slow} onRemove={setRemoving} />}
      </div>
    </Page>
  );
}

const csvTable = (rows: readonly Workstation[]) => ({
  name: `${t('it.workstations')} ${new Date().toISOString().slice(0, 10)}`,
  columns: CSV_COLUMNS.map(({ title }) => title),
  rows: rows.map((row) => CSV_COLUMNS.map(({ value }) => value(row))),
});
