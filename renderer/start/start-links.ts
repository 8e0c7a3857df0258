import type { Role } from '#shared/domain/officer.ts';
import { type StandardView, toDecide, VIEWS } from '#shared/domain/views.ts';
import { t } from '../t.ts';

type Board = {
  title: string;
  views: readonly StandardView[];
  /**
   * Also links to decisions that the officer must handle. They are not reports, so they have their own page instead of
   * a queue view.
   */
  withOutbox?: boolean;
};

/** Groups of queue views to show at the start of a shift. */
export const boardsFor = (role: Role): readonly Board[] => [
  {
    title: t('common.everyone'),
    views: [
      toDecide(role),
      VIEWS.overdue,
      ...(role === 'supervisor' ? [VIEWS.overdueMessages] : []),
      VIEWS.duplicates,
      VIEWS.withPerson,
    ],
  },
  { title: t('start.waitingOnMe'), views: [VIEWS.needsMe, VIEWS.mine], withOutbox: true },
];
