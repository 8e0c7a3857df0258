import { audit } from './audit.ts';
import { auditLog } from './audit-log.ts';
import { common } from './common.ts';
import { compare } from './compare.ts';
import { errors } from './errors.ts';
import { fieldErrors } from './field-errors.ts';
import { fields } from './fields.ts';
import { figures } from './figures.ts';
import { find } from './find.ts';
import { hints } from './hints.ts';
import { history } from './history.ts';
import { it } from './it.ts';
import { kinds } from './kinds.ts';
import { linkage } from './linkage.ts';
import { names } from './names.ts';
import { outbox } from './outbox.ts';
import { places } from './places.ts';
import { policy } from './policy.ts';
import { queue } from './queue.ts';
import { reasons } from './reasons.ts';
import { report } from './report.ts';
import { review } from './review.ts';
import { search } from './search.ts';
import { secondReview } from './second-review.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { start } from './start.ts';
import { times } from './times.ts';
import { trail } from './trail.ts';
import { trays } from './trays.ts';
import { ui } from './ui.ts';
import { views } from './views.ts';

/** All strings shown in the window, by section. */
export const desk = {
  ...audit,
  ...auditLog,
  ...common,
  ...compare,
  ...errors,
  ...fieldErrors,
  ...fields,
  ...find,
  ...figures,
  ...hints,
  ...history,
  ...it,
  ...kinds,
  ...linkage,
  ...names,
  ...outbox,
  ...places,
  ...policy,
  ...queue,
  ...reasons,
  ...report,
  ...review,
  ...search,
  ...secondReview,
  ...session,
  ...settings,
  ...shell,
  ...start,
  ...times,
  ...trail,
  ...trays,
  ...ui,
  ...views,
} as const;
