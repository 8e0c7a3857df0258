import type { Facts, Person } from '#shared/domain/report.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { exact, span } from '../ui/time.ts';
import { LANGUAGE_WORDS, phoneWords } from '../ui/words.ts';
import { Fact, Section } from './section.tsx';

const CONTACT_WORDS = { email: 'by e-mail', phone: 'by phone', letter: 'by letter' } as const;

export function Who({ person }: { person: Person }) {
  return (
    <Section title="Who">
      <dl className="facts">
        <Fact term="Person" field="who.familyName" value={`${person.givenName} ${person.familyName}`} />
        <Fact
          term="Acts for"
          value={person.actsFor === null ? null : `${person.actsFor.name} (${person.actsFor.relation})`}
        />
        <Fact term="Born" field="who.birthDate" value={person.birthDate} />
        <Fact
          term="Phone"
          field="who.phone"
          value={person.phone === null ? null : phoneWords(person.phone)}
          needed={person.email === null}
        />
        <Fact term="E-mail" field="who.email" value={person.email} needed={person.phone === null} />
        <Fact term="Address" field="who.address" value={person.address} />
        <Fact term="Likes contact" field="who.preferredContact" value={CONTACT_WORDS[person.preferredContact]} />
        <Fact term="Best time" field="who.bestTime" value={person.bestTime} />
        <Fact term="Language" field="who.language" value={LANGUAGE_WORDS[person.language]} />
      </dl>
    </Section>
  );
}

export function When({ facts, receivedAt }: { facts: Facts; receivedAt: string }) {
  const { now, zone } = useDesk();
  const { from, to } = facts.when;
  return (
    <Section title="When">
      <dl className="facts">
        <Fact
          term="Happened"
          value={<span title={`${exact(from, zone)} – ${exact(to, zone)}`}>{span(from, to, now, zone)}</span>}
        />
        <Fact term="Reported" value={<DayTime at={receivedAt} />} />
      </dl>
    </Section>
  );
}
