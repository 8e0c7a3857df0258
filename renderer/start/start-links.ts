import { type SavedView, STANDARD_VIEWS } from '#shared/domain/views.ts';

const named = (title: string): SavedView => {
  const view = STANDARD_VIEWS.find((one) => one.title === title);
  if (view === undefined) throw new Error(`No view is called ${title}`);
  return view;
};

export const TO_DECIDE = named('To decide');

type Board = {
  title: string;
  views: readonly SavedView[];
  /** Decisions that need the officer are no reports: they have a page of their own. */
  withOutbox?: boolean;
};

/** What an officer asks in the morning, and the views of the queue that answer it. */
export const BOARDS: readonly Board[] = [
  {
    title: 'Everybody',
    views: [TO_DECIDE, named('Over the promised time'), named('Likely repeats'), named('With the person')],
  },
  { title: 'Waits for me', views: [named('Needs me'), named('Mine')], withOutbox: true },
];
