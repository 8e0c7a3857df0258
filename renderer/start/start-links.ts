import { type StandardView, VIEWS } from '#shared/domain/views.ts';
import { t } from '../t.ts';

type Board = {
  title: string;
  views: readonly StandardView[];
  /** Decisions that need the officer are no reports: they have a page of their own. */
  withOutbox?: boolean;
};

/** What an officer asks in the morning, and the views of the queue that answer it. */
export const BOARDS: readonly Board[] = [
  { title: t('common.everybody'), views: [VIEWS.toDecide, VIEWS.overdue, VIEWS.repeats, VIEWS.withPerson] },
  { title: t('start.waitsForMe'), views: [VIEWS.needsMe, VIEWS.mine], withOutbox: true },
];
