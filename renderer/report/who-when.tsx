import type { Facts, Person } from '#shared/domain/report.ts';
import { exactTimeframe, timeframe } from '../model/timeframe.ts';
import { t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { CONTACT_WORDS, LANGUAGE_WORDS, phoneWords } from '../wording/words.ts';
import { Fact, Section } from './section.tsx';

export function Who({ person }: { person: Person }) {
  return (
    <Section holds="person contact" title={t('common.who')}>
      <dl className="facts">
        <Fact term={t('common.name')} field="who.familyName" value={`${person.givenName} ${person.familyName}`} />
        <Fact
          term={t('common.actsFor')}
          value={person.actsFor === null ? null : `${person.actsFor.name} (${person.actsFor.relation})`}
        />
        <Fact term={t('common.born')} field="who.birthDate" value={person.birthDate} />
        <Fact
          term={t('common.phone')}
          field="who.phone"
          value={person.phone === null ? null : phoneWords(person.phone)}
          needed={person.email === null}
        />
        <Fact term={t('common.eMail')} field="who.email" value={person.email} needed={person.phone === null} />
        <Fact term={t('common.address')} field="who.address" value={person.address} />
        <Fact
          term={t('report.likesContact')}
          field="who.preferredContact"
          value={CONTACT_WORDS[person.preferredContact]}
        />
        <Fact term={t('report.bestTime')} field="who.bestTime" value={person.bestTime} />
        <Fact term={t('settings.language')} field="who.language" value={LANGUAGE_WORDS[person.language]} />
      </dl>
    </Section>
  );
}

export function When({ facts, receivedAt }: { facts: Facts; receivedAt: string }) {
  const { now, zone } = useDesk();
  return (
    <Section title={t('common.dateAndTime')}>
      <dl className="facts">
        <Fact
          term={t('common.happened')}
          value={<span title={exactTimeframe(facts.when, zone)}>{timeframe(facts.when, now, zone)}</span>}
        />
        <Fact term={t('common.reported')} value={<DayTime at={receivedAt} />} />
      </dl>
    </Section>
  );
}
