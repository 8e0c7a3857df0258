import type { Figures } from '#shared/domain/figures.ts';
import type { PolicyTitles } from '../model/policy-titles.ts';
import type { FigureView } from './figure-view.ts';
import {
  flags,
  outcomesByKind,
  outcomesByNeighborhood,
  outcomesByWeek,
  reasons,
  reviews,
  seenFlags,
} from './outcome-views.ts';
import {
  counts,
  letters,
  openByAge,
  openPerDay,
  perDay,
  perHour,
  perOfficer,
  promise,
  times,
  workingDays,
} from './work-views.ts';

/** The figures for one day, for a sergeant to check during the day. */
export const dayViews = (figures: Figures, titles: PolicyTitles, me: string): FigureView[] => [
  perHour(figures),
  openByAge(figures),
  promise(figures),
  workingDays(figures),
  times(figures),
  perOfficer(figures, me),
  reasons(figures, titles),
  letters(figures),
  counts(figures),
];

/** The figures for any period longer than a day, such as the month that a chief reports on. */
export const monthViews = (figures: Figures, titles: PolicyTitles, me: string): FigureView[] => [
  perDay(figures),
  openPerDay(figures),
  promise(figures),
  workingDays(figures),
  times(figures),
  outcomesByKind(figures, titles),
  outcomesByWeek(figures, titles),
  outcomesByNeighborhood(figures, titles),
  reasons(figures, titles),
  flags(figures),
  seenFlags(figures),
  reviews(figures),
  counts(figures),
  letters(figures),
  openByAge(figures),
  perOfficer(figures, me),
];
