import { audit } from './audit.ts';
import { common } from './common.ts';
import { compare } from './compare.ts';
import { errors } from './errors.ts';
import { fieldErrors } from './field-errors.ts';
import { fields } from './fields.ts';
import { figures } from './figures.ts';
import { hints } from './hints.ts';
import { history } from './history.ts';
import { it } from './it.ts';
import { kinds } from './kinds.ts';
import { linkage } from './linkage.ts';
import { names } from './names.ts';
import { outbox } from './outbox.ts';
import { places } from './places.ts';
import { queue } from './queue.ts';
import { reasons } from './reasons.ts';
import { report } from './report.ts';
import { review } from './review.ts';
import { search } from './search.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { start } from './start.ts';
import { times } from './times.ts';
import { trays } from './trays.ts';
import { ui } from './ui.ts';
import { views } from './views.ts';

/** All strings shown in the window, by section. */
export const desk = {
  ...audit,
  ...common,
  ...compare,
  ...errors,
  ...fieldErrors,
  ...fields,
  ...figures,
  ...hints,
  ...history,
  ...it,
  ...kinds,
  ...linkage,
  ...names,
  ...outbox,
  ...places,
  ...queue,
  ...reasons,
  ...report,
  ...review,
  ...search,
  ...session,
  ...settings,
  ...shell,
  ...start,
  ...times,
  ...trays,
  ...ui,
  ...views,
} as const;
