import type { ReactElement } from 'react';
import { LANGUAGES } from '#shared/words/languages.ts';
import { languageLabel } from '../site/text.ts';
import { Choices, described, ErrorLine, type FormView, fieldErrorFor, group, Hint, TextField } from './fields.tsx';

export function WhoSection({ view }: { view: FormView }): ReactElement {
  const { text } = view;

  return (
    <section id="section-who">
      <h2>{text.t('portal-form.sections.who')}</h2>
      <Choices
        view={view}
        name="who.forWhom"
        label={text.t('portal-form.fields.actsFor.label')}
        choices={[
          { value: 'self', label: text.t('portal-form.fields.actsFor.self') },
          { value: 'other', label: text.t('portal-form.fields.actsFor.other'), more: <ActsFor view={view} /> },
        ]}
      />
      <TextField
        view={view}
        name="who.givenName"
        label={text.t('portal-form.fields.givenName')}
        autoComplete="given-name"
        spellCheck={false}
      />
      <TextField
        view={view}
        name="who.familyName"
        label={text.t('portal-form.fields.familyName')}
        autoComplete="family-name"
        spellCheck={false}
      />
      <BirthDate view={view} />
      <TextField
        view={view}
        name="who.email"
        label={text.t('portal-form.fields.email.label')}
        hint={text.t('portal-form.fields.email.hint')}
        optional={true}
        type="email"
        inputMode="email"
        autoComplete="email"
        spellCheck={false}
      />
      <TextField
        view={view}
        name="who.phone"
        label={text.t('portal-form.fields.phone.label')}
        hint={text.t('portal-form.fields.phone.hint')}
        optional={true}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        width="medium"
      />
      <TextField
        view={view}
        name="who.address"
        label={text.t('portal-form.fields.address.label')}
        hint={text.t('portal-form.fields.address.hint')}
        optional={true}
        autoComplete="street-address"
        spellCheck={false}
      />
      <Choices
        view={view}
        name="who.preferredContact"
        label={text.t('portal-form.fields.preferredContact')}
        choices={(['email', 'phone', 'letter'] as const).map((way) => ({
          value: way,
          label: text.t(`portal-form.fields.contactWays.${way}`),
        }))}
      />
      <TextField
        view={view}
        name="who.bestTime"
        label={text.t('portal-form.fields.bestTime.label')}
        hint={text.t('portal-form.fields.bestTime.hint')}
        optional={true}
        width="medium"
      />
      <Choices
        view={view}
        name="who.language"
        label={text.t('portal-form.fields.language.label')}
        choices={LANGUAGES.map((value) => ({ value, label: languageLabel(value, text) }))}
      />
    </section>
  );
}

function ActsFor({ view }: { view: FormView }): ReactElement {
  return (
    <>
      <TextField
        view={view}
        name="who.actsFor.name"
        label={view.text.t('portal-form.fields.actsFor.name')}
        spellCheck={false}
      />
      <TextField
        view={view}
        name="who.actsFor.relation"
        label={view.text.t('portal-form.fields.actsFor.relation.label')}
        hint={view.text.t('portal-form.fields.actsFor.relation.hint')}
        width="medium"
      />
    </>
  );
}

/** Three plain fields: a birthday is known by heart and typed faster than it is found in a calendar. */
function BirthDate({ view }: { view: FormView }): ReactElement {
  const message = fieldErrorFor(view, 'who.birthDate');
  const parts = [
    {
      part: 'month',
      id: 'who-birthDate',
      label: view.text.t('portal-form.fields.birthDate.month'),
      width: 'tiny',
      autoComplete: 'bday-month',
    },
    {
      part: 'day',
      id: 'who-birthDate-day',
      label: view.text.t('portal-form.fields.birthDate.day'),
      width: 'tiny',
      autoComplete: 'bday-day',
    },
    {
      part: 'year',
      id: 'who-birthDate-year',
      label: view.text.t('portal-form.fields.birthDate.year'),
      width: 'short',
      autoComplete: 'bday-year',
    },
  ] as const;
  return (
    <fieldset
      className={group(message)}
      {...described('who-birthDate', view.text.t('portal-form.fields.birthDate.hint'), message, false)}
    >
      <legend>{view.text.t('portal-form.fields.birthDate.label')}</legend>
      <Hint id="who-birthDate" hint={view.text.t('portal-form.fields.birthDate.hint')} />
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
