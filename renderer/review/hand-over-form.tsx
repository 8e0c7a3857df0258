import { useContext } from 'react';
import { rich, t } from '../t.ts';
import { OneOf } from '../ui/choices.tsx';
import { DayTime } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Whereabouts } from '../ui/presence.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tag } from '../ui/tag.tsx';
import { ROLE_WORDS } from '../ui/words.ts';
import { useLive } from '../use-live.ts';
import { errorFor } from './draft.ts';
import type { FormProps } from './forms.tsx';

const EVERYBODY = 'everybody';

/** To whom a report goes: to me, to a colleague, or back to everybody. Whoever has it already is not offered. */
export function HandOverForm({ view, draft, onChange, errors }: FormProps) {
  const { me, online } = useContext(Whereabouts);
  const live = useLive('colleagues.list', undefined);
  const { assignedTo } = view.report;
  if (live.value === undefined) {
    if (live.error !== null) {
      return (
        <ErrorNotice error={live.error} title={t('The list of colleagues could not be read')} onRetry={live.refresh} />
      );
    }
    return live.slow ? <Skeleton lines={5} label={t('Asking who can take it over')} /> : null;
  }
  const others = live.value.rows.filter(({ id }) => id !== assignedTo?.id);
  const mine = others.filter(({ id }) => id === me);
  const choices = [
    ...mine.map(({ id }) => ({ value: id, title: t('Me'), detail: t('I take it on myself.') })),
    ...(assignedTo === null
      ? []
      : [{ value: EVERYBODY, title: t('Everybody'), detail: t('Back into the queue, with nobody’s name on it.') }]),
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
        <Notice tone="info" title={t('Without the line')}>
          {rich('Who could take reports over {when}. It is handed over when the line is back.', {
            when: <DayTime at={live.value.asOf} />,
          })}
        </Notice>
      )}
      <OneOf
        label={t('Hand over to')}
        description={
          assignedTo === null
            ? t('Nobody has it now.')
            : assignedTo.id === me
              ? t('It is with you now.')
              : t('It is with {name} now.', { name: assignedTo.displayName })
        }
        choices={choices}
        value={draft.to === undefined ? null : (draft.to ?? EVERYBODY)}
        onChange={(to) => onChange({ to: to === EVERYBODY ? null : to })}
        error={errorFor(errors, 'to')}
      />
    </>
  );
}
