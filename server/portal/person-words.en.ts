import { type PersonWords, sizeWords } from './person-words.ts';

const days = (count: number) => (count === 1 ? '1 working day' : `${count} working days`);

export const en: PersonWords = {
  files: {
    label: 'Photographs and papers',
    hint: 'Photographs (JPEG, PNG, WebP) or PDF, such as receipts. Up to 10 files of 10 MB each. They are stored as you send them, as evidence. If your phone lets you choose, send JPEG: a HEIC photograph is stored, but cannot be shown to the officer in place.',
    choose: 'Choose files',
    none: 'No files',
    byFile: 'A file below answers this.',
    kept: 'Files that have arrived',
    add: 'Add these files now',
    drop: 'Take back',
    size: (bytes) => sizeWords(bytes, 'en-US'),
    reportFull: 'Your report has as many files as it can hold. Take these back, and call us about them',
    problems: {
      empty: (name) => `“${name}” is empty`,
      kind: (name) => `“${name}” is neither a photograph (JPEG, PNG, WebP) nor a PDF`,
      tooManyPixels: (name) =>
        `“${name}” is too wide or too high for us. Send a smaller copy of it, such as a screenshot`,
      unreadable: (name) => `We could not open “${name}” as a picture. Save it again, or take a new photograph`,
      tooLarge: (name) => `“${name}” is larger than 10 MB`,
      tooMany: (name) => `“${name}” was not taken: no more than 10 files fit here`,
      full: (name) => `“${name}” could not be stored right now. Send the form without it, and add it later`,
    },
  },
  status: {
    title: 'Where your report stands',
    lead: 'You saw both on the page after sending. The link in our mail or letter opens this page without them.',
    number: { label: 'Tracking number', hint: 'For example: T26-004812-6' },
    code: { label: 'Private access code', hint: '26 letters and digits; spaces and dashes do not matter' },
    open: 'Show my report',
    wrong: 'We know no report with this tracking number and this code. Check both, or open the link in our mail',
    sent: {
      code: 'Your private access code',
      keep: 'With it you can see where your report stands, add something or take it back. Whoever has it can do so, too: write it down and keep it to yourself.',
      link: 'Open your report’s own page',
    },
    report: (tracking) => `Report ${tracking}`,
    kind: 'What it is about',
    received: 'Received',
    caseNumber: 'Case number',
    stages: {
      unconfirmed: {
        title: 'We wait for you to confirm your e-mail address',
        next: 'Open the link in the mail that we sent. Until then no officer sees your report.',
      },
      waiting: {
        title: 'Your report waits for an officer',
        next: 'An officer reads it and decides, or asks you for more.',
      },
      awaiting_citizen: {
        title: 'We need something from you',
        next: 'An officer asked you for what is missing. Your report goes on as soon as you answer.',
      },
      resubmitted: {
        title: 'We have your answer',
        next: 'Your report is at the top of the list again. An officer reads your answer and decides.',
      },
      escalated: { title: 'A supervisor looks at your report', next: 'A supervisor reads it and decides.' },
      returned: {
        title: 'Your report is being read again',
        next: 'An earlier decision was taken back. An officer reads the report again and writes to you.',
      },
      appealed: {
        title: 'You asked us to look again',
        next: 'Somebody who did not decide before reads your report and writes to you.',
      },
      approved: {
        title: 'Your report is approved',
        next: 'It is now a police report with the case number below. You can print a copy for your insurer. There may be no investigation; we write to you if there is news.',
      },
      rejected: {
        title: 'Your report was not accepted',
        next: 'The letter below says why, and what you can do now.',
      },
      withdrawn: {
        title: 'You took your report back',
        next: 'Nothing more happens with it. You can make a new one at any time.',
      },
      closed_no_answer: {
        title: 'Closed, because no answer came',
        next: 'You can still answer: then your report is opened again.',
      },
    },
    promise: (count, by) => `We promised to answer within ${days(count)}: by ${by}.`,
    left: (count) => `That is in ${days(count)}.`,
    today: 'That is today.',
    late: (count, phone) =>
      `We are late by ${days(count)}, and we are sorry. Your report is not lost. If you cannot wait, call ${phone}.`,
    answerBy: (by) => `Please answer by ${by}.`,
    done: 'What has happened so far',
    steps: {
      submitted: 'You sent your report',
      asked: 'We asked you for what is missing',
      reminded: 'We reminded you',
      called: 'We tried to call you',
      answered: 'You answered',
      added: 'You added something',
      approved: 'The report was approved',
      rejected: 'The report was not accepted',
      returned: 'The decision was taken back',
      withdrawn: 'You took the report back',
      closed: 'Closed, because no answer came',
      appealed: 'You asked us to look again',
      appeal_decided: 'We decided about your request',
    },
    letters: 'What we wrote to you',
    onPaper: 'This letter comes to you on paper.',
    can: 'What you can do',
    acts: {
      answer: 'Answer what we asked',
      add: 'Add information or photographs',
      appeal: 'Ask us to look at the decision again',
      withdraw: 'Take the report back',
      copy: 'Copy for your insurer (PDF)',
    },
    cannot: (phone) => `For anything else, call ${phone} and have your tracking number ready.`,
    back: 'Back to your report',
    keepPrivate: 'Whoever has the address of this page can see your report. Do not pass it on.',
    forms: {
      add: {
        title: 'Add information',
        lead: 'What you write stands beside your report; what you told before stays as it is.',
        label: 'What do you want to add?',
        submit: 'Add this to my report',
      },
      appeal: {
        title: 'Ask us to look again',
        lead: 'You can do this once. Somebody who did not decide before reads your report and what you write here.',
        label: 'Why do you think that the decision is wrong?',
        submit: 'Ask to look again',
      },
      withdraw: {
        title: 'Take the report back',
        lead: 'No officer goes on with it then. This cannot be undone, but you can make a new report at any time.',
        label: 'If you like, tell us why',
        submit: 'Take my report back',
      },
    },
    didAdd: 'Thank you. It now stands in your report.',
    didAnswer: 'Thank you. Your answer has arrived, and your report is at the top of the list again.',
    didWithdraw: 'Your report is taken back.',
    didAppeal: 'We look at the decision again, and write to you.',
    empty: 'Write something, or add a file',
    noLonger: 'That is no longer possible: something happened to your report meanwhile. Look at where it stands now.',
  },
};
