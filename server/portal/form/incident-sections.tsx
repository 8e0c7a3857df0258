import type { ReactElement } from 'react';
import type { ReportKind } from '#shared/domain/report.ts';
import { described, ErrorLine, type FormView, fieldErrorFor, group, SelectField, TextField } from './fields.tsx';
import { MapField } from './map-field.tsx';
import { PLACE_TYPES } from './wording.ts';

type KindProps = { view: FormView; kind: ReportKind };

export function WhenSection({ view, kind }: KindProps): ReactElement {
  const { text } = view;
  const words = text.kinds[kind];
  return (
    <section id="section-when">
      <h2>{text.sections.when}</h2>
      <Moment view={view} name="from" question={words.from} hint={text.fields.whenHint} />
      <Moment view={view} name="to" question={words.to} hint={text.fields.toHint} />
    </section>
  );
}

type MomentProps = { view: FormView; name: 'from' | 'to'; question: string; hint: string };

function Moment({ view, name, question, hint }: MomentProps): ReactElement {
  const { fields } = view.text;
  const id = `when-${name}`;
  return (
    <fieldset className="group" aria-describedby={`${id}-hint`}>
      <legend>{question}</legend>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <div className="moment">
        <TextField view={view} name={`when.${name}Date`} label={fields.date} type="date" width="medium" />
        <TextField view={view} name={`when.${name}Time`} label={fields.time} type="time" width="short" />
      </div>
    </fieldset>
  );
}

type WhereProps = KindProps & { city: string; streets: readonly string[]; neighborhoods: readonly string[] };

export function WhereSection({ view, kind, city, streets, neighborhoods }: WhereProps): ReactElement {
  const { text } = view;
  const { fields } = text;
  const options = PLACE_TYPES.map((code) => ({ value: code, label: text.placeTypes[code] }));
  return (
    <section id="section-where">
      <h2>{text.sections.where}</h2>
      <p>{text.kinds[kind].whereHint}</p>
      <TextField
        view={view}
        name="where.address"
        label={fields.place.label}
        hint={fields.place.hint}
        spellCheck={false}
        {...(streets.length > 0 ? { list: 'streets' } : {})}
      />
      {streets.length > 0 ? (
        <datalist id="streets">
          {streets.map((street) => (
            <option key={street}>{street}</option>
          ))}
        </datalist>
      ) : null}
      <TextField view={view} name="where.unit" label={fields.unit} optional={true} width="medium" />
      <TextField
        view={view}
        name="where.city"
        label={fields.city.label}
        hint={fields.city.hint(city)}
        spellCheck={false}
        width="medium"
      />
      {neighborhoods.length === 0 ? null : (
        <>
          <MapField view={view} city={city} />
          <SelectField
            view={view}
            name="where.neighborhood"
            label={fields.neighborhood.label}
            hint={fields.neighborhood.hint}
            none={fields.neighborhood.none}
            options={neighborhoods.map((name) => ({ value: name, label: name }))}
            optional={true}
          />
        </>
      )}
      <SelectField
        view={view}
        name="where.placeType"
        label={fields.placeType.label}
        none={fields.placeType.none}
        options={options}
        optional={true}
      />
    </section>
  );
}

export function HowSection({ view, kind }: KindProps): ReactElement {
  const { text } = view;
  const { how } = text.fields;
  const message = fieldErrorFor(view, 'how');
  return (
    <section id="section-how">
      <h2>{text.sections.how}</h2>
      <div className={group(message)}>
        <label htmlFor="how">{how.label}</label>
        <div className="hint" id="how-hint">
          <p>{how.hint}</p>
          <ul>
            {text.kinds[kind].prompts.map((prompt) => (
              <li key={prompt}>{prompt}</li>
            ))}
          </ul>
        </div>
        <ErrorLine view={view} id="how" message={message} />
        <textarea
          id="how"
          name="how"
          rows={10}
          defaultValue={view.draft.how ?? ''}
          {...described('how', how.hint, message)}
        />
      </div>
    </section>
  );
}
