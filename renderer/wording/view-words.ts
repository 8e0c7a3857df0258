import type { QueueView } from '#shared/domain/views.ts';
import { say } from '../t.ts';

/** What a view is called: those that everybody has by the language, an officer's own as the officer named it. */
export const viewTitle = (view: QueueView): string =>
  'id' in view ? say('views', { code: view.id, params: {} }) : view.title;

/** Tells views apart, also where an officer's own has the title of another one. */
export const viewKey = (view: QueueView): string => ('id' in view ? ` ${view.id}` : view.title);
