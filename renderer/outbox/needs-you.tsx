import { Button } from 'react-aria-components';
import type { Role } from '#shared/domain/officer.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { allowedActs } from '#shared/domain/workflow.ts';
import type { OutboxRow } from '#shared/ipc.ts';
import { TimeAgo } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { fieldWords } from '../ui/field-words.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ACT_VERBS, STATE_WORDS } from '../ui/words.ts';
import { useLive } from '../use-live.ts';
import { compareReports } from './compare.ts';
import { Comparison } from './comparison.tsx';

type Act = { row: OutboxRow; policy: Policy | null; role: Role };

/** A decision that the server would not take as it is: why, what changed field by field, and the ways on. */
export function NeedsYou({
  row,
  policy,
  role,
  onOpen,
  onRedecide,
  onWithdraw,
}: Act & { onOpen: () => void; onRedecide: () => void; onWithdraw: () => void }) {
  const live = useLive('outbox.compare', { id: row.id }, ['reports', 'outbox']);
  const now = live.value?.now ?? null;
  const fits = now !== null && allowedActs(now.state, role).includes(row.act.kind);
  const verb = ACT_VERBS[row.act.kind];
  return (
    <>
      <Notice tone="danger" title={row.problem?.message ?? 'The server would not take this decision.'}>
        {row.problem !== null && row.problem.fields.length > 0 && (
          <ul>
            {row.problem.fields.map(({ path, message }) => (
              <li key={path}>
                {fieldWords(path.replace(/^act\./, ''))}: {message}
              </li>
            ))}
          </ul>
        )}
        <p>
          {wayOn(row, fits)}
          {now !== null && !fits && ` The report is “${STATE_WORDS[now.state]}” now.`}
        </p>
      </Notice>
      {row.act.note !== '' && (
        <div className="fact">
          <dt>Your note</dt>
          <dd className="version-note">{row.act.note}</dd>
        </div>
      )}
      {live.error !== null && <ErrorNotice error={live.error} onRetry={live.refresh} />}
      {live.slow && <Skeleton lines={4} label="Reading both versions" />}
      {live.value !== undefined && now === null && (
        <p>This report is no longer on this workstation: the agency may have removed it.</p>
      )}
      {now !== null && (
        <>
          <p className="faint">
            You decided <TimeAgo at={row.createdAt} /> on version {row.seen.reportVersion}; the server has version{' '}
            {now.version}.
          </p>
          <Comparison
            compared={compareReports({ before: live.value?.before ?? null, now, act: row.act, role, policy })}
            saw={row.seen.reportVersion}
            version={now.version}
          />
        </>
      )}
      <div className="waiting-actions">
        {fits && (
          <Button
            className="button button-primary"
            aria-label={`Decide again: ${verb.toLocaleLowerCase('en-US')}, ${row.trackingNumber}`}
            onPress={onRedecide}
          >
            Decide again: {verb.toLocaleLowerCase('en-US')}
          </Button>
        )}
        <Button
          className={fits ? 'button' : 'button button-primary'}
          aria-label={`Withdraw mine for ${row.trackingNumber}`}
          onPress={onWithdraw}
        >
          Withdraw mine
        </Button>
        {now !== null && (
          <Button className="button button-quiet" aria-label={`Open report ${row.trackingNumber}`} onPress={onOpen}>
            Open report
          </Button>
        )}
      </div>
    </>
  );
}

function wayOn(row: OutboxRow, fits: boolean): string {
  if (!fits) return 'Yours no longer fits: withdraw it, or open the report and decide otherwise.';
  if (row.problem?.code === 'letter_changed')
    return 'The agency changed its wording. Decide again: you see the letter as it would go now.';
  return 'Read what changed, then decide again, with what you wrote, or withdraw yours.';
}
