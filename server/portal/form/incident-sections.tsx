import type { ReactElement } from 'react';
import { fieldsOf } from '#shared/domain/fact-paths.ts';
import { PLACE_TYPES } from '#shared/domain/place-type.ts';
import type { ReportKind } from '#shared/domain/report.ts';
import { Lines } from '../site/page.tsx';
import {
  counted,
  described,
  ErrorLine,
  Folded,
  type FormView,
  fieldErrorFor,
  group,
  SelectField,
  TextField,
} from './fields.tsx';
import { MapField } from './map-field.tsx';
import { Question } from './question.tsx';

type KindProps = { view: FormView; kind: ReportKind };

export function WhenSection({ view, kind }: KindProps): ReactElement {
  const { text } = view;

  return (
    <>
      <Moment
        view={view}
        name="from"
        question={text.t(`portal-kinds.${kind}.from`)}
        hint={text.t('portal-form.fields.whenHint')}
      />
      <Moment
        view={view}
        name="to"
        question={text.t(`portal-kinds.${kind}.to`)}
        hint={text.t('portal-form.fields.toHint')}
      />
    </>
  );
}

type MomentProps = { view: FormView; name: 'from' | 'to'; question: string; hint: string };

function Moment({ view, name, question, hint }: MomentProps): ReactElement {
  const id = `when-${name}`;
  return (
    <fieldset className="group" aria-describedby={`${id}-hint`}>
      <legend>{question}</legend>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <div className="moment">
        <TextField
          view={view}
          name={`when.${name}Date`}
          label={view.text.t('portal-form.fields.date')}
          type="date"
          width="medium"
        />
        <TextField
          view={view}
          name={`when.${name}Time`}
          label={view.text.t('portal-form.fields.time')}
          type="time"
          width="short"
        />
      </div>
    </fieldset>
  );
}

type WhereProps = KindProps & {
  city: string;
  /** Whether the agency also takes residents' reports of what happened elsewhere. */
  takesResidents: boolean;
  streets: readonly string[];
  /** See `MapField`. */
  lines: string | null;
  neighborhoods: readonly string[];
};

export function WhereSection({
  view,
  kind,
  city,
  takesResidents,
  streets,
  lines,
  neighborhoods,
}: WhereProps): ReactElement {
  const { text } = view;

  const asked = fieldsOf('where', kind);
  const more = asked.filter(([name]) => !['address', 'city'].includes(name));
  const ask = (name: string) => {
    const field = asked.find(([one]) => one === name)?.[1];
    if (field === undefined) return null;
    const own = {
      address: streets.length > 0 ? { list: 'streets' } : {},
      city: {
        hint: text.t(takesResidents ? 'portal-form.fields.city.residentHint' : 'portal-form.fields.city.hint', {
          city,
        }),
      },
    }[name];
    return <Question key={name} view={view} kind={kind} path={`where.${name}`} field={field} {...own} />;
  };
  const options = PLACE_TYPES.map((code) => ({ value: code, label: text.t(`places.${code}`) }));
  return (
    <>
      <p>{text.t(`portal-kinds.${kind}.whereHint`)}</p>
      {['address', 'city'].map(ask)}
      {neighborhoods.length === 0 ? null : <MapField view={view} city={city} lines={lines} />}
      <Folded
        view={view}
        title={text.t('portal-form.fold.place')}
        names={[...more.map(([name]) => name), 'neighborhood', 'placeType'].map((name) => `where.${name}`)}
      >
        {more.map(([name]) => ask(name))}
        {neighborhoods.length === 0 ? null : (
          <SelectField
            view={view}
            name="where.neighborhood"
            label={text.t('portal-form.fields.neighborhood.label')}
            none={text.t('portal-form.fields.neighborhood.none')}
            options={neighborhoods.map((one) => ({ value: one, label: one }))}
            optional={true}
          />
        )}
        <SelectField
          view={view}
          name="where.placeType"
          label={text.t('portal-form.fields.placeType.label')}
          none={text.t('portal-form.fields.placeType.none')}
          options={options}
          optional={true}
        />
      </Folded>
      {streets.length > 0 ? (
        <datalist id="streets">
          {streets.map((street) => (
            <option key={street}>{street}</option>
          ))}
        </datalist>
      ) : null}
    </>
  );
}

export function HowSection({ view, kind, max }: KindProps & { max: number }): ReactElement {
  const { text } = view;

  const message = fieldErrorFor(view, 'how');
  return (
    <>
      <div className={group(message)}>
        <label htmlFor="how">{text.t('portal-form.fields.how.label')}</label>
        <div className="hint" id="how-hint">
          <p>{text.t('portal-form.fields.how.hint')}</p>
          <ul>
            <Lines said={text.t(`portal-kinds.${kind}.prompts`)} />
          </ul>
        </div>
        <ErrorLine view={view} id="how" message={message} />
        <textarea
          id="how"
          name="how"
          rows={10}
          defaultValue={view.draft.how ?? ''}
          {...counted(view, max)}
          {...described('how', text.t('portal-form.fields.how.hint'), message)}
        />
      </div>
    </>
  );
}
