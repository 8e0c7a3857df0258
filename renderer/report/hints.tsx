import { Flag, FlagOff } from 'lucide-react';
import { useContext, useState } from 'react';
import { Button } from 'react-aria-components';
import type { ReportView } from '#shared/ipc-shapes.ts';
import { ask, toAppError } from '../bridge.ts';
import { SessionContext } from '../hooks/presence.ts';
import { rich, t } from '../t.ts';
import { DayTime } from '../ui/desk-clock.tsx';
import { HintReadings } from '../ui/hint-readings.tsx';
import { useLive } from '../use-live.ts';
import { errorSentence } from '../wording/error-words.ts';
import { hintWords, ruleWords } from '../wording/hint-words.ts';
import { Section } from './section.tsx';

type Hint = ReportView['hints'][number];

/**
 * Shows the report's flags, each with the rule behind it and a button to dismiss it. Flags never decide anything.
 * @param supervised whether to show which colleagues dismissed a flag.
 */
export function Hints({
  view: { report, here, hints },
  supervised = false,
}: {
  view: Pick<ReportView, 'report' | 'here' | 'hints'>;
  supervised?: boolean;
}) {
  const { me } = useContext(SessionContext);
  const { value, fresh } = useLive('hints.dismissed', supervised ? { reportId: report.id } : null);
  const byOthers = fresh ? (value?.rows ?? []).filter(({ officer }) => officer.id !== me) : [];
  const [problem, setProblem] = useState<string | null>(null);
  const say = ({ code, wrong }: Hint) => {
    setProblem(null);
    ask('hints.say', { reportId: report.id, code, wrong: !wrong }).catch((thrown: unknown) =>
      setProblem(errorSentence(toAppError(thrown))),
    );
  };
  return (
    <Section title={t('common.flags')} aside={t('report.forReview')}>
      <ul className="hints">
        {hints.map((hint) => (
          <li className={hint.wrong ? 'hint hint-wrong' : 'hint'} key={hint.code}>
            {hint.wrong ? <FlagOff className="icon" aria-hidden /> : <Flag className="icon" aria-hidden />}
            <div>
              <p className="hint-what">{hintWords(hint)}</p>
              <HintReadings hint={hint} />
              <p className="faint">
                {hint.wrong ? t('report.youDismissedThisFlag') : ruleWords(hint.code)}{' '}
                {here && (
                  <Button
                    className="button button-link hint-say"
                    aria-label={`${hint.wrong ? t('report.restore') : t('report.dismissFlag')}: ${hintWords(hint)}`}
                    onPress={() => say(hint)}
                  >
                    {hint.wrong ? t('report.restore') : t('report.dismissFlag')}
                  </Button>
                )}
              </p>
              {byOthers
                .filter(({ code }) => code === hint.code)
                .map(({ officer, at }) => (
                  <p className="faint" key={officer.id}>
                    {rich('report.nameDismissedThisFlag', { name: officer.displayName, when: <DayTime at={at} /> })}
                  </p>
                ))}
            </div>
          </li>
        ))}
      </ul>
      {problem !== null && <p role="alert">{problem}</p>}
    </Section>
  );
}
