import { UserCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Confirmation } from '#shared/domain/confirmation.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { AppError } from '#shared/errors.ts';
import { ask, toAppError } from '../bridge.ts';
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

const WHY: Record<Confirmation['why'], string> = {
  created: t('it.madeTheAccount'),
  password: t('it.resetThePassword'),
  role: t('it.gaveThisRole'),
};

type Decision = { row: Confirmation; confirmed: boolean };

/** What one administrator did to accounts, for a second person to confirm or decline. */
export function ConfirmationsPage({ me }: { me: Officer }) {
  const live = useLive('confirmations.list', undefined);
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
            columns={[t('common.name'), t('it.whatWasDone'), t('it.when')]}
            rows={rows.map((row) => ({
              id: row.officer.id,
              head: <Two more={`${ROLE_WORDS[row.officer.role]} · ${row.officer.name}`}>{row.officer.displayName}</Two>,
              cells: [
                <span key="why">{`${row.askedBy.displayName} ${WHY[row.why]}`}</span>,
                <TimeAgo key="at" at={row.askedAt} />,
              ],
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
  const { displayName: name } = row.officer;
  return (
    <Button
      className="button"
      aria-label={confirmed ? t('it.confirmForName', { name }) : t('it.declineForName', { name })}
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
  const { displayName: name, id } = row.officer;
  const by = row.askedBy.displayName;
  const decide = async () => {
    setAsking(true);
    setError(null);
    try {
      await ask('confirmations.decide', { officerId: id, confirmed });
      onDecided();
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setAsking(false);
    }
  };
  return (
    <DialogFrame
      title={confirmed ? t('it.confirmForName', { name }) : t('it.declineForName', { name })}
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
        <p>{confirmed ? t('it.confirmOnlyIf', { name, by }) : t('it.decliningDisables', { name })}</p>
      </div>
    </DialogFrame>
  );
}
