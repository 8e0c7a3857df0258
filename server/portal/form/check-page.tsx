import type { ReactElement, ReactNode } from 'react';
import type { IntakeBody } from '#shared/api.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { saidTimeframe } from '#shared/domain/timeframe.ts';
import { LOCALES } from '#shared/words/language.ts';
import { type Frame, Page } from '../site/page.tsx';
import { answersOf } from './draft.ts';
import { ErrorSummary } from './error-summary.tsx';
import { ErrorLine, type FormView, fieldErrorFor, group } from './fields.tsx';
import { FormFrame, type FormSecrets } from './form-frame.tsx';
import type { FormFiles } from './uploads.ts';
import { offenseLabel } from './what-sections.tsx';

type CheckProps = {
  frame: Frame;
  view: FormView;
  body: IntakeBody;
  policy: Policy;
  secrets: FormSecrets;
  files: FormFiles;
};
type Row = { label: string; value: ReactNode };

/** Everything as it will be sent, part by part, with the notice. The answers travel along in hidden fields. */
export function CheckPage({ frame, view, body, policy, secrets, files }: CheckProps): ReactElement {
  const { text } = view;
  const path = `/report/${body.kind}`;
  const { kinds, sections } = text;
  const invalid = view.fieldErrors.length > 0;
  return (
    <Page frame={frame} title={text.check.title} switchHref="#language" invalid={invalid}>
      <ErrorSummary view={view} />
      <p className="over">{kinds[body.kind].title}</p>
      <h1>{text.check.title}</h1>
      <p className="lead">{text.check.lead}</p>
      <FormFrame view={view} action={path} secrets={secrets} submit={text.submit} step="check">
        {Object.entries(answersOf(view.draft)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} autoComplete="off" />
        ))}
        <Part view={view} path={path} id="what" title={kinds[body.kind].what} rows={whatRows(view, body, policy)} />
        <Part view={view} path={path} id="when" title={sections.when} rows={whenRows(view, body, policy)} />
        <Part view={view} path={path} id="where" title={sections.where} rows={whereRows(view, body)} />
        <Part view={view} path={path} id="how" title={sections.how} rows={[{ label: '', value: body.facts.how }]} />
        <Part view={view} path={path} id="files" title={text.files.label} rows={fileRows(view, files)} />
        <Part view={view} path={path} id="who" title={sections.who} rows={whoRows(view, body)} />
        <Notice view={view} policy={policy} />
      </FormFrame>
    </Page>
  );
}

type PartProps = { view: FormView; path: string; id: string; title: string; rows: readonly Row[] };

function Part({ view, path, id, title, rows }: PartProps): ReactElement {
  return (
    <section className="part">
      <h2 id={`part-${id}`}>{title}</h2>
      {rows.every((row) => row.label === '') ? (
        rows.map((row) => (
          <p key="text" className="told">
            {row.value}
          </p>
        ))
      ) : (
        <dl className="rows">
          {rows
            .filter((row) => row.value !== null && row.value !== '')
            .map((row) => (
              <div key={row.label}>
                <dt>{row.label}</dt>
                <dd>{row.value}</dd>
              </div>
            ))}
        </dl>
      )}
      <button type="submit" className="quiet" name="edit" value={id} formAction={`${path}#section-${id}`}>
        {view.text.check.change(title)}
      </button>
    </section>
  );
}

function whatRows({ text, draft }: FormView, { kind, facts }: IntakeBody, policy: Policy): Row[] {
  const { fields } = text;
  const chosen = draft.offense ?? '';
  const rows: Row[] = [];
  if (chosen !== '') rows.push({ label: fields.offense.label, value: offenseLabel(chosen, kind, policy, text) });
  for (const [index, item] of facts.items.entries()) {
    const parts = [
      [item.brand, item.model].filter((one) => one !== null).join(' '),
      item.color,
      item.serialNumber === null ? null : `${fields.serialNumber.label}: ${item.serialNumber}`,
      item.marks,
      item.valueCents === null ? null : `${text.check.value}: ${dollars(item.valueCents)}`,
    ].filter((one) => one !== null && one !== '');
    rows.push({ label: fields.item(index + 1), value: [item.type, ...parts].join('\n') });
  }
  const { fraud } = facts;
  if (fraud !== null) {
    const { yes, no, label } = fields.bankInformed;
    rows.push(
      { label: fields.accountKind.label, value: fraud.accountKind },
      { label: fields.amount.label, value: fraud.amountCents === null ? null : dollars(fraud.amountCents) },
      { label: fields.discovered.label, value: fraud.discovered },
      { label, value: fraud.bankInformed === null ? null : fraud.bankInformed ? yes : no },
    );
  }
  return rows;
}

function whenRows({ text }: FormView, { kind, facts }: IntakeBody, policy: Policy): Row[] {
  const { timeZone } = policy.agency;
  const said = { locale: LOCALES[text.lang], timeZone, timeNotGiven: text.check.timeNotGiven };
  const { from, to } = saidTimeframe(facts.when, said);
  const { kinds } = text;
  return [
    { label: kinds[kind].from, value: from },
    { label: kinds[kind].to, value: to },
  ];
}

function whereRows({ text, draft }: FormView, { facts }: IntakeBody): Row[] {
  const { fields, check, placeTypes } = text;
  const { address, unit, city, neighborhood, point } = facts.where;
  const place = Object.entries(placeTypes).find(([code]) => code === draft['where.placeType'])?.[1] ?? null;
  return [
    { label: fields.place.label, value: address },
    { label: fields.unit, value: unit },
    { label: fields.city.label, value: city },
    { label: fields.neighborhood.label, value: neighborhood },
    { label: fields.placeType.label, value: place },
    { label: check.onMap, value: point === null ? null : `${point.lat.toFixed(5)}, ${point.lon.toFixed(5)}` },
  ];
}

function fileRows({ text }: FormView, { kept }: FormFiles): Row[] {
  if (kept.length === 0) return [{ label: '', value: text.files.none }];
  return kept.map((one, index) => ({ label: `${index + 1}`, value: `${one.name} (${text.files.size(one.bytes)})` }));
}

function whoRows({ text }: FormView, { facts: { who } }: IntakeBody): Row[] {
  const { fields } = text;
  const born =
    who.birthDate === null
      ? null
      : new Intl.DateTimeFormat(text.lang === 'es' ? 'es-US' : 'en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
          new Date(who.birthDate),
        );
  return [
    { label: fields.givenName, value: who.givenName },
    { label: fields.familyName, value: who.familyName },
    { label: fields.actsFor.name, value: who.actsFor === null ? null : who.actsFor.name },
    { label: fields.actsFor.relation.label, value: who.actsFor === null ? null : who.actsFor.relation },
    { label: fields.birthDate.label, value: born },
    { label: fields.email.label, value: who.email },
    { label: fields.phone.label, value: who.phone },
    { label: fields.address.label, value: who.address },
    { label: fields.preferredContact, value: fields.contactWays[who.preferredContact] },
    { label: fields.bestTime.label, value: who.bestTime },
    { label: fields.language.label, value: fields.language[who.language] },
  ];
}

const dollars = (cents: number) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);

function Notice({ view, policy }: { view: FormView; policy: Policy }): ReactElement {
  const { text } = view;
  const message = fieldErrorFor(view, 'notice');
  return (
    <section>
      <h2>{text.sections.notice}</h2>
      <div className={group(message)}>
        <p className="notice">{policy.notice.text[text.lang]}</p>
        <ErrorLine view={view} id="notice" message={message} />
        <input type="hidden" name="noticeVersion" value={policy.notice.version} autoComplete="off" />
        <div className="choice">
          <input
            id="notice"
            name="notice"
            type="checkbox"
            value="yes"
            defaultChecked={view.draft.notice === 'yes' && message === null}
            aria-invalid={message === null ? undefined : true}
            aria-describedby={message === null ? undefined : 'notice-error'}
          />
          <label htmlFor="notice">{text.fields.notice}</label>
        </div>
      </div>
    </section>
  );
}
