import type { UploadProblem } from '../deps.ts';
import type { StatusAct, StatusStage, Step } from './status-view.ts';

/** Words of what comes after the form: files, the report's own page, and what can be done on it. */
export type PersonWords = {
  files: {
    label: string;
    hint: string;
    choose: string;
    none: string;
    /** Beside a question that a file answers. */
    byFile: string;
    kept: string;
    add: string;
    drop: string;
    size: (bytes: number) => string;
    /** For a report that holds as many as it may. */
    reportFull: string;
    problems: Record<UploadProblem, (name: string) => string>;
  };
  status: {
    title: string;
    lead: string;
    number: { label: string; hint: string };
    code: { label: string; hint: string };
    open: string;
    wrong: string;
    /** On the page after sending. */
    sent: { code: string; keep: string; link: string };
    report: (tracking: string) => string;
    kind: string;
    received: string;
    caseNumber: string;
    stages: Record<StatusStage, { title: string; next: string }>;
    /** Names a day, as `Friday, March 6`. */
    promise: (days: number, by: string) => string;
    left: (workingDays: number) => string;
    today: string;
    late: (workingDays: number, phone: string) => string;
    answerBy: (by: string) => string;
    done: string;
    steps: Record<Step, string>;
    letters: string;
    /** In a letter that is read on the report's own page, where a link to it stood; where one stood that leads elsewhere. */
    thisPage: string;
    inLetter: string;
    can: string;
    acts: Record<StatusAct, string>;
    cannot: (phone: string) => string;
    back: string;
    keepPrivate: string;
    forms: Record<'add' | 'appeal' | 'withdraw', { title: string; lead: string; label: string; submit: string }>;
    didAdd: string;
    didAnswer: string;
    didWithdraw: string;
    didAppeal: string;
    empty: string;
    /** Where no files can be added. */
    noWords: string;
    noLonger: string;
  };
};

/** As people say it: whole kilobytes, or megabytes with one decimal. */
export function sizeWords(bytes: number, locale: string): string {
  const mega = bytes >= 1024 * 1024;
  const value = mega ? bytes / (1024 * 1024) : Math.max(1, Math.round(bytes / 1024));
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: mega ? 1 : 0 }).format(value)} ${mega ? 'MB' : 'KB'}`;
}
