import type { AnsweredYes } from '#shared/domain/incident.ts';
import { t } from '../t.ts';
import { Fact, Section } from './section.tsx';

/** The screening questions that the reporter answered yes to, if the agency keeps the answers. */
export function Answered({ questions }: { questions: readonly AnsweredYes[] | undefined }) {
  if (questions === undefined || questions.length === 0) return null;
  return (
    <Section title={t('report.answeredBefore')}>
      <dl className="facts">
        {questions.map(({ code, question }) => (
          <Fact key={code} term={question} value={t('report.yes')} />
        ))}
      </dl>
    </Section>
  );
}
