import { UserCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Confirmation, ConfirmationAct } from '#shared/domain/confirmation.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
import { useRefreshEvery } from '../hooks/use-refresh-every.ts';
import { t } from '../t.ts';
import { CancelOr } from '../ui/cancel-or.tsx';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { DialogFrame } from '../ui/dialog-frame.tsx';
import { ListTable, Two } from '../ui/list-table.tsx';
import { Page } from '../ui/page.tsx';
import { Refresh } from '../ui/refresh.tsx';
import { ServerRows } from '../ui/server-rows.tsx';
import { TaskError } from '../ui/task-error.tsx';
import { useLive } from '../use-live.ts';
import { ROLE_WORDS } from '../wording/words.ts';
import { Held } from './offboarding.tsx';

/** Describes what was done to an account, and by whom. */
function actWords({ what, by: { displayName: by }, from, to }: ConfirmationAct): string {
  const role = to === null ? '' : ROLE_WORDS[to];
  switch (what) {
    case 'created':
      return t('it.actCreated', { by, to: to ?? 'none', role });
    case 'password':
      return t('it.actPassword', { by });
    case 'second_factor':
      return t('it.actSecondFactor', { by });
    case 'role':
      return t('it.actRole', { by, from: from ?? 'none', before: from === null ? '' : ROLE_WORDS[from], role });
    case 'enabled':
      return t('it.actEnabled', { by });
  }
}

function Acts({ acts }: { acts: readonly ConfirmationAct[] }) {
  return (
    <ul className="waiting-acts">
      {acts.map((act) => (
        <li key={`${act.at} ${act.what}`}>
          {actWords(act)} <TimeAgo at={act.at} />
        </li>
      ))}
    </ul>
  );
}

type Decision = { row: Confirmation; confirmed: boolean };

/** Lists administrators' changes to accounts that a second person must confirm or decline. */
export function ConfirmationsPage({ me }: { me: Officer }) {
  const live = useLive('confirmations.list', undefined, ['confirmations']);
  useRefreshEvery(live.refresh);
  const [deciding, setDeciding] = useState<Decision | null>(null);
  return (
    <Page
      title={t('it.confirmations')}
      lead={t('it.nobodySignsInBeforeASecondPerson')}
      tools={<Refresh onPress={live.refresh} />}
    >
      <ServerRows live={live} empty={{ icon: UserCheck, title: t('it.nothingWaits') }}>
        {(rows) => (
          <ListTable
            look="tray"
            label={t('it.confirmations')}
            columns={[t('common.name'), t('it.whatWasDone')]}
            rows={rows.map((row) => ({
              id: row.officer.id,
              head: <Two more={`${ROLE_WORDS[row.officer.role]} · ${row.officer.name}`}>{row.officer.displayName}</Two>,
              cells: [<Acts key="acts" acts={row.acts} />],
              actions: [row.askedBy.id, ...row.alsoAskedBy, row.officer.id].includes(me.id) ? (
                t('it.someoneElseDecides')
              ) : (
                <>
                  <DecideButton row={row} confirmed onPress={setDeciding} />
                  <DecideButton row={row} confirmed={false} onPress={setDeciding} />
                </>
              ),
            }))}
          />
        )}
      </ServerRows>
      {deciding !== null && <DecideDialog {...deciding} onDecided={live.refresh} onClose={() => setDeciding(null)} />}
    </Page>
  );
}

function DecideButton({
  row,
  confirmed,
  onPress,
}: Decision & {
  onPress: (decision: Decision) => void;
}) {
  const { displayName: name, name: username } = row.officer;
  return (
    <Button
      className="button"
      aria-label={confirmed ? t('it.confirmForName', { name, username }) : t('it.declineForName', { name, username })}
      onPress={() => onPress({ row, confirmed })}
    >
      {confirmed ? t('it.confirm') : t('it.decline')}
    </Button>
  );
}

function DecideDialog({
  row,
  confirmed,
  onDecided,
  onClose,
}: Decision & { onDecided: () => void; onClose: () => void }) {
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const { displayName: name, name: username, id } = row.officer;
  const decide = async () => {
    setAsking(true);
    setError(null);
    try {
      await ask('confirmations.decide', { officerId: id, confirmed, askedAt: row.askedAt });
      onDecided();
      onClose();
    } catch (thrown) {
      const why = toAppError(thrown);
      setError(why);
      if (why.code === 'stale_version') onDecided();
    } finally {
      setAsking(false);
    }
  };
  return (
    <DialogFrame
      title={confirmed ? t('it.confirmForName', { name, username }) : t('it.declineForName', { name, username })}
      isOpen
      onClose={onClose}
      foot={
        <CancelOr onCancel={onClose} onPress={() => void decide()} isPending={asking}>
          {confirmed ? t('it.confirm') : t('it.decline')}
        </CancelOr>
      }
    >
      <div className="stack">
        <TaskError error={error} onProven={() => void decide()} />
        <Acts acts={row.acts} />
        <p>{confirmed ? t('it.confirmOnlyIf', { name }) : t('it.decliningDisables', { name })}</p>
        {!confirmed && <Held account={row.officer} />}
      </div>
    </DialogFrame>
  );
}
