import type { ReactElement } from 'react';
import { Choices, described, ErrorLine, type FormView, fieldErrorFor, group, Hint, TextField } from './fields.tsx';

export function WhoSection({ view }: { view: FormView }): ReactElement {
  const { text } = view;
  const { fields } = text;
  return (
    <section id="section-who">
      <h2>{text.sections.who}</h2>
      <Choices
        view={view}
        name="who.forWhom"
        label={fields.actsFor.label}
        choices={[
          { value: 'self', label: fields.actsFor.self },
          { value: 'other', label: fields.actsFor.other, more: <ActsFor view={view} /> },
        ]}
      />
      <TextField
        view={view}
        name="who.givenName"
        label={fields.givenName}
        autoComplete="given-name"
        spellCheck={false}
      />
      <TextField
        view={view}
        name="who.familyName"
        label={fields.familyName}
        autoComplete="family-name"
        spellCheck={false}
      />
      <BirthDate view={view} />
      <TextField
        view={view}
        name="who.email"
        label={fields.email.label}
        hint={fields.email.hint}
        optional={true}
        type="email"
        inputMode="email"
        autoComplete="email"
        spellCheck={false}
      />
      <TextField
        view={view}
        name="who.phone"
        label={fields.phone.label}
        hint={fields.phone.hint}
        optional={true}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        width="medium"
      />
      <TextField
        view={view}
        name="who.address"
        label={fields.address.label}
        hint={fields.address.hint}
        optional={true}
        autoComplete="street-address"
        spellCheck={false}
      />
      <Choices
        view={view}
        name="who.preferredContact"
        label={fields.preferredContact}
        choices={(['email', 'phone', 'letter'] as const).map((way) => ({ value: way, label: fields.contactWays[way] }))}
      />
      <TextField
        view={view}
        name="who.bestTime"
        label={fields.bestTime.label}
        hint={fields.bestTime.hint}
        optional={true}
        width="medium"
      />
      <Choices
        view={view}
        name="who.language"
        label={fields.language.label}
        choices={[
          { value: 'en', label: fields.language.en },
          { value: 'es', label: fields.language.es },
        ]}
      />
    </section>
  );
}

function ActsFor({ view }: { view: FormView }): ReactElement {
  const { actsFor } = view.text.fields;
  return (
    <>
      <TextField view={view} name="who.actsFor.name" label={actsFor.name} spellCheck={false} />
      <TextField
        view={view}
        name="who.actsFor.relation"
        label={actsFor.relation.label}
        hint={actsFor.relation.hint}
        width="medium"
      />
    </>
  );
}

/** Three plain fields: a birthday is known by heart and typed faster than it is found in a calendar. */
function BirthDate({ view }: { view: FormView }): ReactElement {
  const { birthDate } = view.text.fields;
  const message = fieldErrorFor(view, 'who.birthDate');
  const parts = [
    { part: 'month', id: 'who-birthDate', label: birthDate.month, width: 'tiny', autoComplete: 'bday-month' },
    { part: 'day', id: 'who-birthDate-day', label: birthDate.day, width: 'tiny', autoComplete: 'bday-day' },
    { part: 'year', id: 'who-birthDate-year', label: birthDate.year, width: 'short', autoComplete: 'bday-year' },
  ] as const;
  return (
    <fieldset className={group(message)} {...described('who-birthDate', birthDate.hint, message, false)}>
      <legend>{birthDate.label}</legend>
      <Hint id="who-birthDate" hint={birthDate.hint} />
      <ErrorLine view={view} id="who-birthDate" message={message} />
      <div className="moment">
        {parts.map((one) => (
          <div key={one.part}>
            <label htmlFor={one.id}>{one.label}</label>
            <input
              id={one.id}
              name={`who.birthDate.${one.part}`}
              type="text"
              inputMode="numeric"
              className={one.width}
              autoComplete={one.autoComplete}
              defaultValue={view.draft[`who.birthDate.${one.part}`] ?? ''}
              aria-invalid={message === null ? undefined : true}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
