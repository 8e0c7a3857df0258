import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Policy } from '#shared/domain/policy.ts';
import type { ReviewSheet, ReviewTrayRow } from '#shared/domain/second-review.ts';
import type { Topic } from '#shared/ipc-names.ts';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ListError } from '../ui/list-error.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLive } from '../use-live.ts';
import { KIND_WORDS } from '../wording/words.ts';
import { FinishedReview } from './finished-review.tsx';
import { FirstDecision } from './first-decision.tsx';
import { OwnDecisionForm } from './own-decision-form.tsx';
import { useKeptForm } from './use-kept-form.ts';
import { VerdictForm } from './verdict-form.tsx';

export type ReviewPageProps = {
  online: boolean;
  policy: Policy | null;
  /** Renders what the reporter sent, with its flags. */
  facts: (view: ReportView) => ReactNode;
  /** Opens a report in the queue. */
  onOpen: (reportId: string) => void;
};

type Leave = {
  onBack: () => void;
  /** Goes on to another review; null if none is waiting. */
  onNext: (() => void) | null;
};

/** One review: the report on one side; on the other, the reviewer's own decision, the first decision, the verdict. */
export function ReviewPage({ row, onBack, onNext, ...props }: ReviewPageProps & Leave & { row: ReviewTrayRow }) {
  const opened = useLive('reviews.open', { sampleId: row.sampleId });
  const [newer, setNewer] = useState<ReviewSheet | null>(null);
  const sheet = newer ?? opened.value;
  // Request the report only once this workstation knows that the report is hidden. Request it again when it is no
  // longer hidden.
  const topics: readonly Topic[] = sheet === undefined || sheet.first === null ? [] : ['reports'];
  const live = useLive('report.get', sheet === undefined ? null : { id: row.reportId }, topics);
  const { error } = opened;
  return (
    <Page
      title={t('second-review.reviewNumber', { number: row.trackingNumber })}
      lead={KIND_WORDS[row.kind]}
      tools={
        <Button className="button page-back" onPress={onBack}>
          <ArrowLeft className="icon" aria-hidden />
          {t('second-review.backToList')}
        </Button>
      }
    >
      {error !== null && sheet === undefined && <ListError error={error} what="page" onRetry={opened.refresh} />}
      {error === null && sheet === undefined && opened.slow && (
        <Skeleton lines={12} label={t('second-review.loading')} />
      )}
      {sheet !== undefined && (
        <div className="second-review">
          {/* A scrolling region must be reachable by Tab so that it can be scrolled from the keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <section className="second-review-report" tabIndex={0} aria-label={t('second-review.report')}>
            <h2 className="visually-hidden">{t('second-review.report')}</h2>
            {live.error !== null && live.value === undefined && (
              <ListError error={live.error} what="page" onRetry={live.refresh} />
            )}
            {live.value !== undefined && props.facts(live.value)}
          </section>
          <div className="second-review-side">
            <Marks sheet={sheet} />
            <Steps sheet={sheet} onSheet={setNewer} onBack={onBack} onNext={onNext} {...props} />
          </div>
        </div>
      )}
    </Page>
  );
}

function Steps({
  sheet,
  onSheet,
  onBack,
  onNext,
  policy,
  onOpen,
}: ReviewPageProps & Leave & { sheet: ReviewSheet; onSheet: (sheet: ReviewSheet) => void }) {
  const kept = useKeptForm(sheet.sampleId);
  const { form } = kept;
  // Don't show an empty form, because it would overwrite the saved one that can't be read now.
  const problem = kept.error !== null && <ErrorNotice error={kept.error} title={t('second-review.notKept')} />;
  if (sheet.first === null || sheet.own === null) {
    return (
      <>
        {problem}
        {form !== undefined && (
          <OwnDecisionForm sheet={sheet} form={form} kept={kept} policy={policy} onSheet={onSheet} />
        )}
      </>
    );
  }
  return (
    <>
      <FirstDecision sheet={sheet} own={sheet.own} first={sheet.first} />
      {problem}
      {sheet.outcome === null ? (
        form !== undefined && <VerdictForm sheet={sheet} form={form} kept={kept} onSheet={onSheet} />
      ) : (
        <FinishedReview sheet={sheet} outcome={sheet.outcome} onOpen={onOpen} onBack={onBack} onNext={onNext} />
      )}
    </>
  );
}

type Look = ReviewSheet['earlier'][number];

function knownHow({ what, at }: Look): ReactNode {
  const when = <DayTime at={at} />;
  if (what === 'handled') return rich('second-review.youHandled', { when });
  if (what === 'unblinded') return rich('second-review.youUnblinded', { when });
  if (what === 'opened') return rich('second-review.youOpened', { when });
  return rich('second-review.youOpenedBefore', { when });
}

/** Says what limits this review: the reviewer already knew the report, or somebody else is reviewing it too. */
function Marks({ sheet: { earlier, openedBy, outcome, ownBy } }: { sheet: ReviewSheet }) {
  const before = earlier.filter(({ what }) => what === 'opened_before');
  const after = earlier.filter(({ what }) => what !== 'opened_before');
  const lines = (looks: readonly Look[]) => looks.map((one) => <p key={`${one.what}${one.at}`}>{knownHow(one)}</p>);
  return (
    <>
      {ownBy !== null && outcome === null && (
        <Notice tone="info">{t('second-review.takenOver', { name: ownBy })}</Notice>
      )}
      {after.length > 0 && (
        <Notice tone="warn" title={t('second-review.notBlind')}>
          {lines(after)}
        </Notice>
      )}
      {before.length > 0 && after.length === 0 && <Notice tone="info">{lines(before)}</Notice>}
      {outcome === null && openedBy.length > 0 && (
        <Notice tone="info">
          {openedBy.map(({ displayName, at }) => (
            <p key={`${displayName}${at}`}>
              {rich('second-review.othersOpened', { name: displayName, when: <DayTime at={at} /> })}
            </p>
          ))}
        </Notice>
      )}
    </>
  );
}
