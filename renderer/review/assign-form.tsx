import { useContext } from 'react';
import { SessionContext } from '../hooks/presence.ts';
import { rich, t } from '../t.ts';
import { OneOf } from '../ui/choices.tsx';
import { DayTime } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tag } from '../ui/tag.tsx';
import { useLive } from '../use-live.ts';
import { ROLE_WORDS } from '../wording/words.ts';
import { errorFor } from './draft.ts';
import type { FormProps } from './forms.tsx';

const EVERYBODY = 'everybody';

/**
 * A form that assigns a report to the signed-in officer, to a colleague, or to no one. The current assignee is not
 * offered.
 */
export function AssignForm({ view, draft, onChange, errors }: FormProps) {
  const { me, online } = useContext(SessionContext);
  const live = useLive('colleagues.list', undefined);
  const { assignedTo } = view.report;
  if (live.value === undefined) {
    if (live.error !== null) {
      return <ErrorNotice error={live.error} title={t('review.couldntLoadTheListOfOfficers')} onRetry={live.refresh} />;
    }
    return live.slow ? <Skeleton lines={5} label={t('review.loadingOfficers')} /> : null;
  }
  const others = live.value.rows.filter(({ id }) => id !== assignedTo?.id);
  const mine = others.filter(({ id }) => id === me);
  const choices = [
    ...mine.map(({ id }) => ({ value: id, title: t('review.me'), detail: t('review.illHandleIt') })),
    ...(assignedTo === null
      ? []
      : [{ value: EVERYBODY, title: t('common.everyone'), detail: t('review.backToTheQueueUnassigned') }]),
    ...others
      .filter(({ id }) => id !== me)
      .map(({ id, displayName, role }) => ({
        value: id,
        title: displayName,
        marks: role === 'officer' ? undefined : <Tag>{ROLE_WORDS[role]}</Tag>,
      })),
  ];
  return (
    <>
      {!online && (
        <Notice tone="info" title={t('review.offline')}>
          {rich('review.officersAvailableWhenItWillBe', {
            when: <DayTime at={live.value.asOf} />,
          })}
        </Notice>
      )}
      <OneOf
        label={t('common.assignTo')}
        description={
          assignedTo === null
            ? t('review.notAssignedNow')
            : assignedTo.id === me
              ? t('review.assignedToYouNow')
              : t('review.assignedToNameNow', { name: assignedTo.displayName })
        }
        choices={choices}
        value={draft.to === undefined ? null : (draft.to ?? EVERYBODY)}
        onChange={(to) => onChange({ to: to === EVERYBODY ? null : to })}
        error={errorFor(errors, 'to')}
      />
    </>
  );
}
