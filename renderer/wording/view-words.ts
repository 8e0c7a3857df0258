import type { QueueView } from '#shared/domain/views.ts';
import { say } from '../t.ts';

/** The title of a view: standard views are named in the current language, an officer's own as the officer named it. */
export const viewTitle = (view: QueueView): string =>
  'id' in view ? say('views', { code: view.id, params: {} }) : view.title;

/** A unique key for a view, even when an officer's own view has the title of another one. */
export const viewKey = (view: QueueView): string => ('id' in view ? ` ${view.id}` : view.title);
