import type { Facts, Person, Place } from '#shared/domain/report.ts';
import { DayTime, useDesk } from '../ui/desk-clock.tsx';
import { exact, span } from '../ui/time.ts';
import { LANGUAGE_WORDS, phoneWords } from '../ui/words.ts';
import { Fact, Section } from './section.tsx';

const CONTACT_WORDS = { email: 'by e-mail', phone: 'by phone', letter: 'by letter' } as const;

export function Who({ person }: { person: Person }) {
  return (
    <Section title="Who">
      <dl className="facts">
        <Fact term="Person" value={`${person.givenName} ${person.familyName}`} />
        <Fact
          term="Acts for"
          value={person.actsFor === null ? null : `${person.actsFor.name} (${person.actsFor.relation})`}
        />
        <Fact term="Born" value={person.birthDate} />
        <Fact
          term="Phone"
          value={person.phone === null ? null : phoneWords(person.phone)}
          needed={person.email === null}
        />
        <Fact term="E-mail" value={person.email} needed={person.phone === null} />
        <Fact term="Address" value={person.address} />
        <Fact term="Likes contact" value={CONTACT_WORDS[person.preferredContact]} />
        <Fact term="Best time" value={person.bestTime} />
        <Fact term="Language" value={LANGUAGE_WORDS[person.language]} />
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

export function Where({ place }: { place: Place }) {
  return (
    <Section title="Where">
      <dl className="facts">
        <Fact term="Address" value={place.unit === null ? place.address : `${place.address}, ${place.unit}`} />
        <Fact term="City" value={place.neighbourhood === null ? place.city : `${place.neighbourhood}, ${place.city}`} />
        <Fact term="Place" value={place.placeType} />
        <Fact
          term="Point"
          value={place.point === null ? null : `${place.point.lat.toFixed(5)}, ${place.point.lon.toFixed(5)}`}
        />
      </dl>
    </Section>
  );
}
