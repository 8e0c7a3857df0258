import type { desk } from '../words/en/desk.ts';
import type { portal } from '../words/en/portal.ts';
import type { Field } from './fact-field.ts';

/*
 * Every fact that a report may contain, except the narrative. This table is the source for the facts' schemas, the
 * public form's questions and their parsing, the page where people check their answers, refilling the form, showing and
 * comparing reports in the officers' application, corrections, the insurer's copy and the package for the records
 * system. To add a plain field, add its row here, its messages in `portal-form.ts`, `report.ts` and `fields.ts` of each
 * catalog, and its element in resources/rms/p2c-report-1.xsd.
 */

const EVERY_KIND = ['vandalism', 'larceny', 'lost_property', 'fraud'] as const;

/** Fields by group and name, in form order; `items` lists the fields of a single item. */
export const FACT_FIELDS = {
  items: {
    type: {
      kind: 'text',
      max: 80,
      required: true,
      ask: {
        label: {
          vandalism: 'portal-kinds.vandalism.itemType.label',
          larceny: 'portal-kinds.larceny.itemType.label',
          lost_property: 'portal-kinds.lost_property.itemType.label',
        },
        hint: {
          vandalism: 'portal-kinds.vandalism.itemType.hint',
          larceny: 'portal-kinds.larceny.itemType.hint',
          lost_property: 'portal-kinds.lost_property.itemType.hint',
        },
        missing: 'portal-errors.items',
      },
    },
    brand: { kind: 'text', max: 80, ask: { label: 'portal-form.fields.brand', spellCheck: false } },
    model: { kind: 'text', max: 80, ask: { label: 'portal-form.fields.model', spellCheck: false } },
    serialNumber: {
      kind: 'text',
      max: 80,
      ask: {
        label: 'portal-form.fields.serialNumber.label',
        hint: 'portal-form.fields.serialNumber.hint',
        spellCheck: false,
      },
    },
    color: { kind: 'text', max: 40, ask: { label: 'portal-form.fields.color', width: 'medium' } },
    marks: {
      kind: 'text',
      max: 200,
      ask: { label: 'portal-form.fields.marks.label', hint: 'portal-form.fields.marks.hint' },
    },
    valueCents: {
      kind: 'money',
      ask: {
        // For vandalism, the cost of repair; otherwise the value of the item.
        label: {
          vandalism: 'portal-form.fields.value.label',
          larceny: 'portal-form.fields.worth',
          lost_property: 'portal-form.fields.worth',
        },
        hint: 'portal-form.fields.value.hint',
      },
    },
  },
  fraud: {
    accountKind: {
      kind: 'text',
      max: 80,
      required: true,
      copy: 'Kind',
      ask: {
        label: 'portal-form.fields.accountKind.label',
        hint: 'portal-form.fields.accountKind.hint',
        missing: 'portal-errors.accountKind',
      },
      desk: { term: 'common.account', compared: true },
    },
    amountCents: {
      kind: 'money',
      copy: 'Amount',
      ask: { label: 'portal-form.fields.amount.label', hint: 'portal-form.fields.amount.hint' },
      desk: { term: 'common.amount', needed: true, compared: true },
    },
    discovered: {
      kind: 'text',
      max: 300,
      copy: 'How it was noticed',
      ask: { label: 'portal-form.fields.discovered.label', hint: 'portal-form.fields.discovered.hint' },
      desk: { term: 'report.discovered' },
    },
    bankInformed: {
      kind: 'yesNo',
      yes: 'portal-form.fields.bankInformed.yes',
      no: 'portal-form.fields.bankInformed.no',
      copy: 'Bank informed',
      ask: { label: 'portal-form.fields.bankInformed.label', missing: 'portal-errors.bankInformed' },
      desk: { term: 'report.bankNotified', needed: true },
    },
  },
  when: {
    from: { kind: 'instant', required: true },
    to: { kind: 'instant', required: true },
  },
  where: {
    address: {
      kind: 'text',
      max: 200,
      required: true,
      ask: {
        label: 'portal-form.fields.place.label',
        hint: 'portal-form.fields.place.hint',
        missing: 'portal-errors.place',
        spellCheck: false,
      },
    },
    unit: { kind: 'text', max: 40, ask: { label: 'portal-form.fields.unit', width: 'medium' } },
    city: {
      kind: 'text',
      max: 80,
      required: true,
      ask: {
        label: 'portal-form.fields.city.label',
        missing: 'portal-errors.city',
        width: 'medium',
        spellCheck: false,
      },
    },
    neighborhood: { kind: 'neighborhood' },
    placeType: { kind: 'placeType' },
    point: { kind: 'point' },
  },
  who: {
    givenName: {
      kind: 'text',
      max: 80,
      required: true,
      ask: {
        label: 'portal-form.fields.givenName',
        missing: 'portal-errors.givenName',
        autoComplete: 'given-name',
        spellCheck: false,
      },
    },
    familyName: {
      kind: 'text',
      max: 80,
      required: true,
      ask: {
        label: 'portal-form.fields.familyName',
        missing: 'portal-errors.familyName',
        autoComplete: 'family-name',
        spellCheck: false,
      },
    },
    actsFor: { kind: 'actsFor' },
    birthDate: {
      kind: 'birthDate',
      ask: { label: 'portal-form.fields.birthDate.label' },
      desk: { term: 'common.dOB', compared: true, order: -2 },
    },
    email: {
      kind: 'email',
      ask: {
        label: 'portal-form.fields.email.label',
        hint: 'portal-form.fields.email.hint',
        autoComplete: 'email',
        spellCheck: false,
      },
      desk: { term: 'common.eMail', compared: true },
    },
    phone: {
      kind: 'phone',
      ask: {
        label: 'portal-form.fields.phone.label',
        hint: 'portal-form.fields.phone.hint',
        autoComplete: 'tel',
        width: 'medium',
      },
      desk: { term: 'common.phone', compared: true, order: -1 },
    },
    address: {
      kind: 'text',
      max: 200,
      ask: {
        label: 'portal-form.fields.address.label',
        hint: 'portal-form.fields.address.hint',
        autoComplete: 'street-address',
        rows: 3,
        spellCheck: false,
      },
      desk: { term: 'common.address', compared: true },
    },
    preferredContact: {
      kind: 'choice',
      choices: {
        email: { ask: 'portal-form.fields.contactWays.email', desk: 'report.byEMail' },
        phone: { ask: 'portal-form.fields.contactWays.phone', desk: 'report.byPhone' },
        letter: { ask: 'portal-form.fields.contactWays.letter', desk: 'report.byMail' },
      },
      required: true,
      inPackage: false,
      ask: { label: 'portal-form.fields.preferredContact', missing: 'portal-errors.preferredContact' },
      desk: { term: 'report.prefers' },
    },
    bestTime: {
      kind: 'text',
      max: 80,
      inPackage: false,
      ask: { label: 'portal-form.fields.bestTime.label', hint: 'portal-form.fields.bestTime.hint', width: 'medium' },
      desk: { term: 'report.bestTime' },
    },
    safeContact: {
      kind: 'several',
      // Reports that were filed before the form asked about safe contact lack this field.
      kinds: EVERY_KIND,
      choices: {
        no_calls: { ask: 'portal-form.fields.safeContact.noCalls', desk: 'report.safeNoCalls' },
        no_messages: { ask: 'portal-form.fields.safeContact.noMessages', desk: 'report.safeNoMessages' },
        no_mail: { ask: 'portal-form.fields.safeContact.noMail', desk: 'report.safeNoMail' },
        no_email: { ask: 'portal-form.fields.safeContact.noEmail', desk: 'report.safeNoEmail' },
      },
      older: { any: [], email_only: ['no_calls', 'no_mail'] },
      ask: { label: 'portal-form.fields.safeContact.label' },
      desk: { term: 'report.safeContact' },
    },
    interpreter: {
      kind: 'text',
      max: 40,
      kinds: EVERY_KIND,
      ask: {
        label: 'portal-form.fields.interpreter.label',
        hint: 'portal-form.fields.interpreter.hint',
        width: 'medium',
      },
      desk: { term: 'report.interpreter' },
    },
    language: {
      kind: 'language',
      required: true,
      ask: { label: 'portal-form.fields.language.label', missing: 'portal-errors.language' },
      desk: { term: 'settings.language', compared: true },
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Field<keyof typeof portal, keyof typeof desk>>>>>;

export type FactTable = typeof FACT_FIELDS;
export type FactGroup = keyof FactTable;

/**
 * The message keys used by the table. None of these messages may have parameters; this is checked where they are used.
 */
type Strings<T> = T extends string ? T : T extends object ? { [K in keyof T]: Strings<T[K]> }[keyof T] : never;
type Named = Strings<FactTable>;
export type AskKey = Extract<Named, keyof typeof portal>;
export type FactField = Field<AskKey, Extract<Named, keyof typeof desk>>;
