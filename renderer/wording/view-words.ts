import type { QueueView } from '#shared/domain/views.ts';
import { say } from '../t.ts';

/** The title of a view: translated for standard views; for the officer's own views, as the officer entered it. */
export const viewTitle = (view: QueueView): string =>
  'id' in view ? say('views', { code: view.id, params: {} }) : view.title;

/** A unique key for a view, even if an officer's own view has the same title as another view. */
export const viewKey = (view: QueueView): string => ('id' in view ? ` ${view.id}` : view.title);
