import type { ReactElement, ReactNode } from 'react';
import type { IntakeBody } from '#shared/api.ts';
import { PLACE_TYPES } from '#shared/domain/place-type.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { saidTimeframe } from '#shared/domain/timeframe.ts';
import { LOCALES } from '#shared/words/language.ts';
import { type Frame, Page } from '../site/page.tsx';
import { answersOf } from './draft.ts';
import { ErrorSummary } from './error-summary.tsx';
import { ErrorLine, type FormView, fieldErrorFor, group } from './fields.tsx';
import { fileSize } from './file-size.ts';
import { FormFrame, type FormSecrets } from './form-frame.tsx';
import type { FormFiles } from './uploads.ts';
import { offenseLabel, valueLabel } from './what-sections.tsx';

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

  const invalid = view.fieldErrors.length > 0;
  return (
    <Page frame={frame} title={text.t('portal-form.check.title')} switchHref="#language" invalid={invalid}>
      <ErrorSummary view={view} />
      <p className="over">{text.t(`portal-kinds.${body.kind}.title`)}</p>
      <h1>{text.t('portal-form.check.title')}</h1>
      <p className="lead">{text.t('portal-form.check.lead')}</p>
      <FormFrame view={view} action={path} secrets={secrets} submit={text.t('portal-form.submit')} step="check">
        {Object.entries(answersOf(view.draft)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} autoComplete="off" />
        ))}
        <Part
          view={view}
          path={path}
          id="what"
          title={text.t(`portal-kinds.${body.kind}.what`)}
          rows={whatRows(view, body, policy)}
        />
        <Part
          view={view}
          path={path}
          id="when"
          title={text.t('portal-form.sections.when')}
          rows={whenRows(view, body, policy)}
        />
        <Part
          view={view}
          path={path}
          id="where"
          title={text.t('portal-form.sections.where')}
          rows={whereRows(view, body)}
        />
        <Part
          view={view}
          path={path}
          id="how"
          title={text.t('portal-form.sections.how')}
          rows={[{ label: '', value: body.facts.how }]}
        />
        <Part
          view={view}
          path={path}
          id="files"
          title={text.t('portal-status.files.label')}
          rows={fileRows(view, files)}
        />
        <Part view={view} path={path} id="who" title={text.t('portal-form.sections.who')} rows={whoRows(view, body)} />
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
        {view.text.t('portal-form.check.change', { section: title })}
      </button>
    </section>
  );
}

function whatRows({ text, draft }: FormView, { kind, facts }: IntakeBody, policy: Policy): Row[] {
  const chosen = draft.offense ?? '';
  const rows: Row[] = [];
  if (chosen !== '')
    rows.push({ label: text.t('portal-form.fields.offense.label'), value: offenseLabel(chosen, kind, policy, text) });
  for (const [index, item] of facts.items.entries()) {
    const parts = [
      [item.brand, item.model].filter((one) => one !== null).join(' '),
      item.color,
      item.serialNumber === null ? null : `${text.t('portal-form.fields.serialNumber.label')}: ${item.serialNumber}`,
      item.marks,
      item.valueCents === null ? null : `${text.t(valueLabel(kind))}: ${dollars(item.valueCents)}`,
    ].filter((one) => one !== null && one !== '');
    rows.push({
      label: text.t('portal-form.fields.item', { number: index + 1 }),
      value: [item.type, ...parts].join('\n'),
    });
  }
  const { fraud } = facts;
  if (fraud !== null) {
    rows.push(
      { label: text.t('portal-form.fields.accountKind.label'), value: fraud.accountKind },
      {
        label: text.t('portal-form.fields.amount.label'),
        value: fraud.amountCents === null ? null : dollars(fraud.amountCents),
      },
      { label: text.t('portal-form.fields.discovered.label'), value: fraud.discovered },
      {
        label: text.t('portal-form.fields.bankInformed.label'),
        value:
          fraud.bankInformed === null
            ? null
            : fraud.bankInformed
              ? text.t('portal-form.fields.bankInformed.yes')
              : text.t('portal-form.fields.bankInformed.no'),
      },
    );
  }
  return rows;
}

function whenRows({ text }: FormView, { kind, facts }: IntakeBody, policy: Policy): Row[] {
  const { timeZone } = policy.agency;
  const said = { locale: LOCALES[text.lang], timeZone, timeNotGiven: text.t('portal-form.check.timeNotGiven') };
  const { from, to } = saidTimeframe(facts.when, said);

  return [
    { label: text.t(`portal-kinds.${kind}.from`), value: from },
    { label: text.t(`portal-kinds.${kind}.to`), value: to },
  ];
}

function whereRows({ text, draft }: FormView, { facts }: IntakeBody): Row[] {
  const { address, unit, city, neighborhood, point } = facts.where;
  const type = PLACE_TYPES.find((code) => code === draft['where.placeType']);
  return [
    { label: text.t('portal-form.fields.place.label'), value: address },
    { label: text.t('portal-form.fields.unit'), value: unit },
    { label: text.t('portal-form.fields.city.label'), value: city },
    { label: text.t('portal-form.fields.neighborhood.label'), value: neighborhood },
    {
      label: text.t('portal-form.fields.placeType.label'),
      value: type === undefined ? null : text.t(`places.${type}`),
    },
    {
      label: text.t('portal-form.check.onMap'),
      value: point === null ? null : `${point.lat.toFixed(5)}, ${point.lon.toFixed(5)}`,
    },
  ];
}

function fileRows({ text }: FormView, { kept }: FormFiles): Row[] {
  if (kept.length === 0) return [{ label: '', value: text.t('portal-status.files.none') }];
  return kept.map((one, index) => ({ label: `${index + 1}`, value: `${one.name} (${fileSize(one.bytes, text)})` }));
}

function whoRows({ text }: FormView, { facts: { who } }: IntakeBody): Row[] {
  const born =
    who.birthDate === null
      ? null
      : new Intl.DateTimeFormat(LOCALES[text.lang], { dateStyle: 'long', timeZone: 'UTC' }).format(
          new Date(who.birthDate),
        );
  return [
    { label: text.t('portal-form.fields.givenName'), value: who.givenName },
    { label: text.t('portal-form.fields.familyName'), value: who.familyName },
    { label: text.t('portal-form.fields.actsFor.name'), value: who.actsFor === null ? null : who.actsFor.name },
    {
      label: text.t('portal-form.fields.actsFor.relation.label'),
      value: who.actsFor === null ? null : who.actsFor.relation,
    },
    { label: text.t('portal-form.fields.birthDate.label'), value: born },
    { label: text.t('portal-form.fields.email.label'), value: who.email },
    { label: text.t('portal-form.fields.phone.label'), value: who.phone },
    { label: text.t('portal-form.fields.address.label'), value: who.address },
    {
      label: text.t('portal-form.fields.preferredContact'),
      value: text.t(`portal-form.fields.contactWays.${who.preferredContact}`),
    },
    { label: text.t('portal-form.fields.bestTime.label'), value: who.bestTime },
    {
      label: text.t('portal-form.fields.language.label'),
      value: text.t(`portal-form.fields.language.${who.language}`),
    },
  ];
}

const dollars = (cents: number) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);

function Notice({ view, policy }: { view: FormView; policy: Policy }): ReactElement {
  const { text } = view;
  const message = fieldErrorFor(view, 'notice');
  return (
    <section>
      <h2>{text.t('portal-form.sections.notice')}</h2>
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
          <label htmlFor="notice">{text.t('portal-form.fields.notice')}</label>
        </div>
      </div>
    </section>
  );
}
