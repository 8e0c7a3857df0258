import { REPORT_KINDS } from '#shared/domain/kinds.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Output } from '#shared/ipc.ts';
import { LANGUAGES } from '#shared/words/languages.ts';
import { t } from '../t.ts';
import { Pick } from '../ui/pick.tsx';
import { useTitles } from '../ui/titles.tsx';
import { KIND_WORDS, LANGUAGE_WORDS } from '../wording/words.ts';
import { type Choices, HOURS, SECONDS } from './filter.ts';

type YesNo = 'yes' | 'no';
const either = (yes: string, no: string): { id: YesNo; words: string }[] => [
  { id: 'yes', words: yes },
  { id: 'no', words: no },
];
const FLAGS = either(t('trail.followed'), t('trail.notFollowed'));
const DUPLICATES = either(t('trail.onlyDuplicates'), t('trail.noDuplicates'));
const OFFLINE = either(t('trail.decidedOffline'), t('trail.decidedOnline'));
const KINDS = REPORT_KINDS.map((id) => ({ id, words: KIND_WORDS[id] }));
const SPOKEN = LANGUAGES.map((id) => ({ id, words: LANGUAGE_WORDS[id] }));
const QUICK = SECONDS.map((n) => ({ id: `${n}`, words: t('trail.openAtMostNSeconds', { n }) }));
const LONG = HOURS.map((hours) => ({ id: `${hours}`, words: t('trail.moreThanNDays', { n: hours / 24 }) }));

/** Filters by report, reason and circumstances. */
export function MoreFilters({
  choices,
  choose,
  policy,
  pastReasons,
}: {
  choices: Choices;
  choose: <K extends keyof Choices>(name: K, value: Choices[K] | undefined) => void;
  policy: Policy | null;
  /** Reasons of past decisions that the policy no longer offers. */
  pastReasons: Output<'audit.officers'>['pastReasons'];
}) {
  const titles = useTitles();
  const any = t('trail.any');
  return (
    <div className="audit-more">
      <Pick
        label={t('trail.reportKind')}
        none={any}
        options={KINDS}
        chosen={choices.reportKind}
        onChoose={(kind) => choose('reportKind', kind)}
      />
      <Pick
        label={t('trail.reason')}
        none={any}
        options={[
          ...(policy?.reasons ?? []).map(({ code }) => ({ id: code, words: titles.reason(code) })),
          ...pastReasons.map(({ code, title }) => ({
            id: code,
            words: t('trail.reasonOfBefore', { title: titles.text(title) }),
          })),
        ]}
        chosen={choices.reasonCode}
        onChoose={(code) => choose('reasonCode', code)}
      />
      <Pick
        label={t('common.flags')}
        none={any}
        options={FLAGS}
        chosen={choices.hintsFollowed}
        onChoose={(value) => choose('hintsFollowed', value)}
      />
      <Pick
        label={t('trail.duplicates')}
        none={any}
        options={DUPLICATES}
        chosen={choices.duplicate}
        onChoose={(value) => choose('duplicate', value)}
      />
      <Pick
        label={t('trail.connection')}
        none={any}
        options={OFFLINE}
        chosen={choices.offline}
        onChoose={(value) => choose('offline', value)}
      />
      <Pick
        label={t('trail.language')}
        none={any}
        options={SPOKEN}
        chosen={choices.language}
        onChoose={(value) => choose('language', value)}
      />
      <Pick
        label={t('trail.timeToDecision')}
        none={any}
        options={LONG}
        chosen={choices.hoursAtLeast === undefined ? undefined : `${choices.hoursAtLeast}`}
        onChoose={(hours) => choose('hoursAtLeast', hours === undefined ? undefined : Number(hours))}
      />
      <Pick
        label={t('trail.reportOpenFor')}
        none={any}
        options={QUICK}
        chosen={choices.openSecondsAtMost === undefined ? undefined : `${choices.openSecondsAtMost}`}
        onChoose={(n) => choose('openSecondsAtMost', n === undefined ? undefined : Number(n))}
      />
    </div>
  );
}
