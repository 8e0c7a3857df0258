import type { Facts, Person } from '#shared/domain/report.ts';
import { t } from '../t.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { exact, span } from '../ui/time.ts';
import { CONTACT_WORDS, LANGUAGE_WORDS, phoneWords } from '../ui/words.ts';
import { Fact, Section } from './section.tsx';

export function Who({ person }: { person: Person }) {
  return (
    <Section holds="person contact" title={t('Who')}>
      <dl className="facts">
        <Fact term={t('Person')} field="who.familyName" value={`${person.givenName} ${person.familyName}`} />
        <Fact
          term={t('Acts for')}
          value={person.actsFor === null ? null : `${person.actsFor.name} (${person.actsFor.relation})`}
        />
        <Fact term={t('Born')} field="who.birthDate" value={person.birthDate} />
        <Fact
          term={t('Phone')}
          field="who.phone"
          value={person.phone === null ? null : phoneWords(person.phone)}
          needed={person.email === null}
        />
        <Fact term={t('E-mail')} field="who.email" value={person.email} needed={person.phone === null} />
        <Fact term={t('Address')} field="who.address" value={person.address} />
        <Fact term={t('Likes contact')} field="who.preferredContact" value={CONTACT_WORDS[person.preferredContact]} />
        <Fact term={t('Best time')} field="who.bestTime" value={person.bestTime} />
        <Fact term={t('Language')} field="who.language" value={LANGUAGE_WORDS[person.language]} />
      </dl>
    </Section>
  );
}

export function When({ facts, receivedAt }: { facts: Facts; receivedAt: string }) {
  const { now, zone } = useDesk();
  const { from, to } = facts.when;
  return (
    <Section title={t('When')}>
      <dl className="facts">
        <Fact
          term={t('Happened')}
          value={<span title={`${exact(from, zone)} – ${exact(to, zone)}`}>{span(from, to, now, zone)}</span>}
        />
        <Fact term={t('Reported')} value={<DayTime at={receivedAt} />} />
      </dl>
    </Section>
  );
}
