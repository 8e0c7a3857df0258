import type { ReviewSheet, SecondDecision } from '#shared/domain/second-review.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { HistoryLetter } from '../ui/history-letter.tsx';
import { Notice } from '../ui/notice.tsx';
import { useTitles } from '../ui/titles.tsx';
import { anywayWords, dangerAnswerWords, historyWords } from '../wording/history-words.ts';
import { useFocusOnce } from './use-focus-once.ts';

const SAMPLED_FOR = {
  reason: t('second-review.sampledFor.reason'),
  share: t('second-review.sampledFor.share'),
  new_officer: t('second-review.sampledFor.new_officer'),
};

/** The reviewer's own decision, then the first decision with its note and letter. */
export function FirstDecision({
  sheet,
  own,
  first,
}: {
  sheet: ReviewSheet;
  own: SecondDecision;
  first: NonNullable<ReviewSheet['first']>;
}) {
  const titles = useTitles();
  const head = useFocusOnce();
  return (
    <section className="stack" aria-label={t('second-review.step2')}>
      <h2 className="section-title" ref={head} tabIndex={-1}>
        {t('second-review.step2')}
      </h2>
      <Notice
        tone={sheet.isSame === true ? 'ok' : 'warn'}
        title={sheet.isSame === true ? t('second-review.same') : t('second-review.different')}
      >
        {sheet.ownBy === null
          ? t('second-review.youDecided', { what: decisionWords(own, titles) })
          : t('second-review.nameDecided', { name: sheet.ownBy, what: decisionWords(own, titles) })}
      </Notice>
      <div>
        <h3 className="event-what">{historyWords(first, titles)}</h3>
        <p className="faint">
          {rich('second-review.decidedBy', { name: first.officer.displayName, when: <DayTime at={first.at} /> })}
        </p>
        <p className="faint">{SAMPLED_FOR[first.sampledFor]}</p>
        {[...(first.danger == null ? [] : [dangerAnswerWords(first.danger)]), ...anywayWords(first)].map((line) => (
          <p className="event-note" dir="auto" key={line}>
            {line}
          </p>
        ))}
        {first.note !== '' && (
          <p className="event-note" dir="auto">
            {first.note}
          </p>
        )}
        {first.letter !== null && <HistoryLetter letter={{ ...first.letter, id: first.id, kind: first.kind }} />}
      </div>
    </section>
  );
}

function decisionWords({ kind, code }: SecondDecision, titles: PolicyTitles): string {
  if (kind === 'approve') return t('second-review.approveAs', { title: titles.offense(code) });
  if (kind === 'reject') return t('second-review.rejectFor', { title: titles.reason(code) });
  return t('second-review.followUp');
}
