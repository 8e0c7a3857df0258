import { Ellipsis, PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { RollOut } from '#shared/updates-api.ts';
import { clockTime } from '../model/time.ts';
import { t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { Empty } from '../ui/empty.tsx';
import { ListError } from '../ui/list-error.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tag, type TagTone } from '../ui/tag.tsx';
import { useLive } from '../use-live.ts';
import { RollOutDialog, type RollOutTask } from './roll-out-dialog.tsx';
import { severityName } from './update-words.ts';

/** Recent releases and their roll-outs. A change is explained and made in a dialog that replaces this one. */
export function ReleasesDialog({ onChanged, onClose }: { onChanged: () => void; onClose: () => void }) {
  const live = useLive('releases.list', undefined);
  const [chosen, setChosen] = useState<{ release: RollOut; task: RollOutTask } | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const rows = live.value?.rows;
  if (chosen !== null)
    return (
      <RollOutDialog
        {...chosen}
        onChanged={(words) => {
          setDone(words);
          live.refresh();
          onChanged();
        }}
        onClose={() => setChosen(null)}
      />
    );
  return (
    <DialogFrame title={t('it.releases')} subtitle={t('it.releasesLead')} size="wide" isOpen onClose={onClose}>
      <div className="stack">
        {done !== null && <Notice tone="ok" role="status" title={done} />}
        {live.error !== null && <ListError error={live.error} onRetry={live.refresh} />}
        {live.error === null && rows === undefined && live.slow && (
          <Skeleton lines={4} label={t('it.loadingReleases')} />
        )}
        {live.error === null && rows?.length === 0 && (
          <Empty icon={PackageCheck} title={t('it.noReleases')}>
            {t('it.noReleasesYet')}
          </Empty>
        )}
        {live.error === null && rows !== undefined && rows.length > 0 && (
          <div className="releases">
            <ReleaseTable
              rows={rows}
              onTask={(release, task) => {
                setDone(null);
                setChosen({ release, task });
              }}
            />
          </div>
        )}
      </div>
    </DialogFrame>
  );
}

function ReleaseTable({
  rows,
  onTask,
}: {
  rows: readonly RollOut[];
  onTask: (release: RollOut, task: RollOutTask) => void;
}) {
  return (
    <ListTable
      look="tray"
      label={t('it.releases')}
      columns={[
        t('it.version'),
        t('it.published'),
        t('common.status'),
        t('it.share'),
        t('it.floor'),
        t('it.workstations'),
      ]}
      rows={rows.map((release) => ({
        id: release.version,
        head: <Two more={`${release.channel} · ${severityName(release.severity)}`}>{release.version}</Two>,
        cells: [
          <DayTime key="published" at={release.publishedAt} />,
          <ReleaseTag key="state" release={release} />,
          <Two key="share" more={windowWords(release.window)}>
            {t('it.nPercent', { n: release.share })}
          </Two>,
          <span key="floor" title={t('it.floorMeans')} className={release.floor === null ? 'faint' : 'tray-number'}>
            {release.floor ?? t('it.noFloor')}
          </span>,
          release.workstations,
        ],
        actions: <ReleaseMenu release={release} onTask={(task) => onTask(release, task)} />,
      }))}
    />
  );
}

const windowWords = (window: RollOut['window']): string =>
  window === null
    ? t('it.installedAtQuit')
    : t('it.installedFromTo', { from: clockTime(window.from), to: clockTime(window.to) });

const STATES: Record<RollOut['state'], { tone: TagTone; words: string }> = {
  out: { tone: 'ok', words: t('it.releaseOut') },
  paused: { tone: 'warn', words: t('it.releasePaused') },
  withdrawn: { tone: 'danger', words: t('it.releaseWithdrawn') },
};

function ReleaseTag({ release: { state, replaced } }: { release: RollOut }) {
  if (replaced && state !== 'withdrawn') return <Tag>{t('it.releaseReplaced')}</Tag>;
  return <Tag tone={STATES[state].tone}>{STATES[state].words}</Tag>;
}

const TASKS: Record<RollOutTask, string> = {
  pause: t('it.pauseDots'),
  resume: t('it.resumeDots'),
  share: t('it.changeShareDots'),
  window: t('it.changeWindowDots'),
  withdraw: t('it.withdrawDots'),
};

/** A release that a newer one has replaced for everyone is offered to nobody, so a change would have no effect. */
function tasksFor({ replaced, state }: RollOut): RollOutTask[] {
  if (replaced || state === 'withdrawn') return [];
  return [state === 'out' ? 'pause' : 'resume', 'share', 'window', 'withdraw'];
}

function ReleaseMenu({ release, onTask }: { release: RollOut; onTask: (task: RollOutTask) => void }) {
  const tasks = tasksFor(release);
  if (tasks.length === 0) return null;
  const label = t('it.actionsForVersion', { version: release.version });
  return (
    <MenuTrigger>
      <Button className="button button-quiet button-icon" aria-label={label}>
        <Ellipsis className="icon" aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label={label}>
          {tasks.map((task) => (
            <MenuItem
              className="menu-item menu-plain"
              id={task}
              key={task}
              textValue={TASKS[task]}
              onAction={() => onTask(task)}
            >
              {TASKS[task]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
