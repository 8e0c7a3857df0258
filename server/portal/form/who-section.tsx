import type { ReactElement } from 'react';
import { fieldsOf } from '#shared/domain/fact-paths.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { Choices, described, ErrorLine, type FormView, fieldErrorFor, group, Hint, TextField } from './fields.tsx';
import { pageOf } from './pages.ts';
import { Question } from './question.tsx';

export function WhoSection({ view, kind }: { view: FormView; kind: ReportKind }): ReactElement {
  const { text } = view;

  return (
    <>
      <Choices
        view={view}
        name="who.forWhom"
        label={text.t('portal-form.fields.actsFor.label')}
        choices={[
          { value: 'self', label: text.t('portal-form.fields.actsFor.self') },
          { value: 'other', label: text.t('portal-form.fields.actsFor.other'), more: <ActsFor view={view} /> },
        ]}
      />
      {namesOf(kind).map(([name, field]) =>
        field.kind === 'birthDate' ? (
          <BirthDate key={name} view={view} />
        ) : (
          <Question key={name} view={view} kind={kind} path={`who.${name}`} field={field} />
        ),
      )}
    </>
  );
}

/** The questions of this page, in the order of the facts. */
const namesOf = (kind: ReportKind) => fieldsOf('who', kind).filter(([name]) => pageOf(`who.${name}`) === 'who');

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

/** Uses three plain fields, because people type their birth date faster than they find it in a calendar. */
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
