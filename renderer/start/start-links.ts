import type { QueueFilter } from '#shared/domain/queue.ts';
import type { ReportState } from '#shared/domain/report.ts';

/** The states in which an officer is awaited. */
const AWAITED: ReportState[] = ['submitted', 'resubmitted', 'returned', 'escalated', 'appealed'];

const filter = (part: Partial<QueueFilter>): QueueFilter => ({
  states: [],
  kinds: [],
  text: '',
  likelyRepeat: false,
  only: [],
  ...part,
});

export const TO_DECIDE = filter({ states: AWAITED });

type Board = {
  title: string;
  links: readonly { words: string; filter: QueueFilter }[];
  /** Decisions that need the officer are no reports: they have a page of their own. */
  withOutbox?: boolean;
};

/** What an officer asks in the morning, and the queue that answers it. */
export const BOARDS: readonly Board[] = [
  {
    title: 'Everybody',
    links: [
      { words: 'To decide', filter: filter({ states: AWAITED }) },
      { words: 'Over the promised time', filter: filter({ only: ['over'] }) },
      { words: 'Likely repeats', filter: filter({ likelyRepeat: true }) },
      { words: 'With the person', filter: filter({ states: ['awaiting_citizen'] }) },
    ],
  },
  {
    title: 'Waits for me',
    links: [
      { words: 'Answered, returned or raised to me', filter: filter({ only: ['needs_me'] }) },
      { words: 'Mine', filter: filter({ only: ['mine'] }) },
    ],
    withOutbox: true,
  },
];
