import type { Language, ReportKind } from '#shared/domain/report.ts';
import type { DraftWords } from '../drafts/draft-words.ts';
import type { ScreeningWords } from '../screening/screening.ts';
import type { PersonWords } from '../status/person-words.ts';

type Labeled = { label: string; hint: string };

export type KindText = {
  name: string;
  about: string;
  title: string;
  what: string;
  itemType: Labeled;
  whereHint: string;
  from: string;
  to: string;
  prompts: readonly string[];
};

export const PLACE_TYPES = [
  'home',
  'yard',
  'street',
  'parking',
  'store',
  'work',
  'school',
  'park',
  'transit',
  'worship',
  'hospital',
  'online',
  'other',
] as const;
export type PlaceTypeCode = (typeof PLACE_TYPES)[number];

/** Words that depend on what is reported. */
export type ReportWords = {
  kinds: Record<ReportKind, KindText>;
  placeTypes: Record<PlaceTypeCode, string>;
  /** Plain words for offense titles, by NIBRS code; the code itself is never shown to a person. */
  offenses: Readonly<Record<string, string>>;
};

/** Everything that the person's pages say, in one language; both languages have exactly these. */
export type PortalText = ReportWords &
  PersonWords & {
    lang: Language;
    languageName: string;
    service: string;
    skip: string;
    /** How the other language calls itself; written in that language. */
    otherLanguage: { name: string; label: string };
    keepAndSwitch: string;
    errorTitle: (title: string) => string;
    optional: string;
    footer: (agency: string) => string;
    /** Over the agency's notice about the use of these pages. */
    useNotice: string;
    emergency: { title: string; text: string };
    home: {
      title: string;
      lead: (agency: string, city: string) => string;
      choose: string;
      kindNote: string;
      before: string;
      beforeList: readonly string[];
      notFor: string;
      notForList: readonly string[];
      outside: (city: string) => string;
      instead: (phone: string) => string;
    };
    screening: ScreeningWords;
    /** The page on which a person checks everything before it is sent. */
    check: {
      title: string;
      lead: string;
      change: (section: string) => string;
      value: string;
      onMap: string;
      timeNotGiven: string;
    };
    drafts: DraftWords;
    /** What is said about keeping a report in the browser. */
    keep: Record<'note' | 'refuse' | 'refused' | 'cannot' | 'found' | 'take' | 'drop', string>;
    map: Record<'label' | 'hint' | 'role' | 'closer' | 'wider' | 'inside' | 'none' | 'remove', string>;
    sections: Record<'who' | 'offense' | 'when' | 'where' | 'how' | 'notice', string>;
    fields: {
      givenName: string;
      familyName: string;
      birthDate: Labeled & { month: string; day: string; year: string };
      email: Labeled;
      phone: Labeled;
      address: Labeled;
      preferredContact: string;
      contactWays: Record<'email' | 'phone' | 'letter', string>;
      bestTime: Labeled;
      language: { label: string; en: string; es: string };
      actsFor: { label: string; self: string; other: string; name: string; relation: Labeled };
      item: (number: number) => string;
      anotherItem: (number: number) => string;
      moreItems: string;
      brand: string;
      model: string;
      serialNumber: Labeled;
      color: string;
      marks: Labeled;
      value: Labeled;
      accountKind: Labeled;
      amount: Labeled;
      discovered: Labeled;
      bankInformed: { label: string; yes: string; no: string };
      offense: Labeled & { unsure: string };
      date: string;
      time: string;
      whenHint: string;
      toHint: string;
      place: Labeled;
      unit: string;
      city: { label: string; hint: (city: string) => string };
      placeType: { label: string; none: string };
      neighborhood: Labeled & { none: string };
      how: Labeled;
      notice: string;
    };
    /** Leads from the form to the page on which everything is checked. */
    goOn: string;
    submit: string;
    errors: ErrorText;
    sent: {
      title: string;
      number: string;
      keep: string;
      again: string;
      next: string;
      steps: (promiseDays: number, phone: string) => readonly string[];
      another: string;
      expired: string;
      expiredText: string;
    };
    reply: {
      title: string;
      lead: (tracking: string) => string;
      officerNote: string;
      more: Labeled;
      only: Labeled;
      unknownHint: string;
      submit: string;
      sentTitle: string;
      sentText: (promiseDays: number) => string;
      goneTitle: string;
      goneText: string;
      goneHelp: (phone: string) => string;
    };
    problems: Record<
      | 'notFound'
      | 'notFoundText'
      | 'forbidden'
      | 'forbiddenText'
      | 'tooLarge'
      | 'tooLargeText'
      | 'tooMany'
      | 'tooManyText'
      | 'failed'
      | 'failedText'
      | 'badRequest'
      | 'badRequestText'
      | 'home',
      string
    > & { call: (phone: string) => string };
  };

type PlainErrors =
  | 'summary'
  | 'prefix'
  | 'givenName'
  | 'familyName'
  | 'birthDate'
  | 'birthDateReal'
  | 'birthDateFuture'
  | 'emailForm'
  | 'emailNeeded'
  | 'phoneForm'
  | 'phoneNeeded'
  | 'addressForLetter'
  | 'addressNeeded'
  | 'preferredContact'
  | 'language'
  | 'actsFor'
  | 'actsForName'
  | 'actsForRelation'
  | 'items'
  | 'accountKind'
  | 'bankInformed'
  | 'money'
  | 'moneyTooLarge'
  | 'offense'
  | 'fromDate'
  | 'dateForm'
  | 'timeForm'
  | 'timeWithoutDate'
  | 'future'
  | 'order'
  | 'place'
  | 'city'
  | 'placeType'
  | 'neighborhood'
  | 'pointOutside'
  | 'how'
  | 'notice'
  | 'noticeChanged'
  | 'sendAgain'
  | 'session'
  | 'invalid'
  | 'answer';

export type ErrorText = Record<PlainErrors, string> & {
  tooYoung: (age: number, phone: string) => string;
  /** `start` is how the text begins, by which the person knows it again. */
  tooLong: (start: string, max: number, now: number) => string;
  /** `advice` says whom to turn to for that town. */
  outside: (city: string, advice: string) => string;
  answerTooLong: (max: number) => string;
};
