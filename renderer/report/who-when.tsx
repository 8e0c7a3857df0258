import type { Facts, Person, ReportKind } from '#shared/domain/report.ts';
import { preferredWay } from '#shared/letters/mail-address.ts';
import { exactTimeframe, timeframe } from '../model/timeframe.ts';
import { t } from '../t.ts';
import { copiedAs } from '../ui/copied-text.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { PlainFacts } from './plain-facts.tsx';
import { Fact, Section } from './section.tsx';

export function Who({ kind, person }: { kind: ReportKind; person: Person }) {
  return (
    <Section holds="person contact" title={t('common.reporter')}>
      <dl className="facts">
        <Fact
          term={t('common.name')}
          field="who.familyName"
          value={`${person.givenName} ${person.familyName}`}
          isReached
        />
        <Fact
          term={t('common.reportingFor')}
          value={person.actsFor === null ? null : `${person.actsFor.name} (${person.actsFor.relation})`}
        />
        <PlainFacts
          group="who"
          kind={kind}
          told={{ ...person, preferredContact: preferredWay(person) }}
          needed={{ phone: person.email === null, email: person.phone === null }}
        />
      </dl>
    </Section>
  );
}

export function When({ facts, receivedAt }: { facts: Facts; receivedAt: string }) {
  const { from, zone } = useDesk();
  return (
    <Section title={t('common.dateAndTime')}>
      <dl className="facts">
        <Fact
          term={t('common.occurred')}
          value={
            <span title={exactTimeframe(facts.when, zone)} {...copiedAs(timeframe(facts.when, null, zone))}>
              {timeframe(facts.when, from, zone)}
            </span>
          }
        />
        <Fact term={t('report.occurredFrom')} field="when.from" value={null} />
        <Fact term={t('report.occurredTo')} field="when.to" value={null} />
        <Fact term={t('common.reported')} value={<DayTime at={receivedAt} />} />
      </dl>
    </Section>
  );
}
