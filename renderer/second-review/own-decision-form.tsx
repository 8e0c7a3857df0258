import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReviewForm, ReviewSheet, SecondDecision } from '#shared/domain/second-review.ts';
import { ask, toAppError } from '../bridge.ts';
import { useTask } from '../hooks/use-task.ts';
import { t } from '../t.ts';
import { OneOf } from '../ui/choices.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { showFirstError } from '../ui/show-first-error.ts';
import { useTitles } from '../ui/titles.tsx';
import { ACT_VERBS } from '../wording/words.ts';
import type { KeptForm } from './use-kept-form.ts';

const BARRED = {
  only_after_follow_up: t('second-review.onlyAfterFollowUp'),
  must_accept: t('review.notForAReportThatMust'),
};
const KINDS = ['approve', 'reject', 'follow_up'] as const;

/** Asks what the reviewer would have decided, before the first decision is shown. */
export function OwnDecisionForm({
  sheet,
  form,
  kept: { change, saved },
  policy,
  onSheet,
}: {
  sheet: ReviewSheet;
  form: ReviewForm;
  kept: KeptForm;
  policy: Policy | null;
  onSheet: (sheet: ReviewSheet) => void;
}) {
  const titles = useTitles();
  const [isTried, setTried] = useState(false);
  const section = useRef<HTMLElement>(null);
  const task = useTask();
  const decision = decisionOf(form);
  const save = () => {
    setTried(true);
    if (decision === null) {
      showFirstError(section.current);
      return;
    }
    task.run(sheet.sampleId, async () => {
      const { sampleId } = sheet;
      const next = await ask('reviews.decide', { sampleId, decision }).catch((thrown) =>
        storedBefore(sampleId, thrown),
      );
      saved();
      onSheet(next);
    });
  };
  const missing = isTried && decision === null ? t('second-review.chooseOne') : undefined;
  const list =
    form.kind === 'approve'
      ? policy?.offenses.filter(({ kind }) => kind === sheet.kind)
      : form.kind === 'reject'
        ? policy?.reasons
        : undefined;
  return (
    <section className="stack" ref={section} aria-label={t('second-review.step1')}>
      <h2 className="section-title">{t('second-review.step1')}</h2>
      <p>{t('second-review.step1Explained')}</p>
      {task.error !== null && (
        <ErrorNotice error={task.error} title={t('second-review.notSaved')} kept={t('second-review.keptHere')} />
      )}
      <OneOf
        autoFocus={false}
        label={t('second-review.whatWouldYouDo')}
        choices={KINDS.map((kind) => ({ value: kind, title: ACT_VERBS[kind] }))}
        value={form.kind}
        onChange={(value) => {
          const kind = KINDS.find((one) => one === value) ?? null;
          // If a kind of report has only one offense title, there is nothing to choose.
          const [only, ...others] = policy?.offenses.filter((one) => one.kind === sheet.kind) ?? [];
          const offense = kind === 'approve' && only !== undefined && others.length === 0 ? { offense: only.code } : {};
          change({ kind, ...offense });
        }}
        error={form.kind === null ? missing : undefined}
      />
      {list !== undefined && (
        <OneOf
          autoFocus={false}
          key={form.kind}
          label={form.kind === 'approve' ? t('common.offenseTitle') : t('second-review.chooseReason')}
          choices={list.map(({ code, title }) => {
            const why = form.kind === 'reject' ? sheet.barred.find((one) => one.code === code)?.why : undefined;
            const choice = { value: code, title: titles.text(title) };
            return why === undefined ? choice : Object.assign(choice, { detail: BARRED[why], disabled: true });
          })}
          value={form.kind === 'approve' ? form.offense : form.reason}
          onChange={(code) => change(form.kind === 'approve' ? { offense: code } : { reason: code })}
          error={missing}
        />
      )}
      <Button className="button button-primary" onPress={save} isPending={task.busy !== null}>
        {t('second-review.decideAndSee')}
      </Button>
    </section>
  );
}

function decisionOf({ kind, offense, reason }: ReviewForm): SecondDecision | null {
  if (kind === 'follow_up') return { kind, code: null };
  if (kind === 'approve') return offense === null ? null : { kind, code: offense };
  return kind === null || reason === null ? null : { kind, code: reason };
}

/**
 * The server may have stored an earlier choice whose response was lost. That choice stands, because it was made blind.
 */
async function storedBefore(sampleId: string, thrown: unknown): Promise<ReviewSheet> {
  if (toAppError(thrown).code !== 'act_not_allowed') throw thrown;
  const stored = await ask('reviews.open', { sampleId });
  if (!isOwn(stored)) throw thrown;
  return stored;
}

/** Whether the sheet has the caller's own choice, not that of a colleague who was faster. */
export const isOwn = ({ own, ownBy }: Pick<ReviewSheet, 'own' | 'ownBy'>): boolean => own !== null && ownBy === null;
