import { audit } from './audit.ts';
import { common } from './common.ts';
import { compare } from './compare.ts';
import { errors } from './errors.ts';
import { hints } from './hints.ts';
import { history } from './history.ts';
import { it } from './it.ts';
import { linkage } from './linkage.ts';
import { names } from './names.ts';
import { outbox } from './outbox.ts';
import { places } from './places.ts';
import { queue } from './queue.ts';
import { report } from './report.ts';
import { review } from './review.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { start } from './start.ts';
import { times } from './times.ts';
import { trays } from './trays.ts';
import { ui } from './ui.ts';

/** Everything the window says, by room. */
export const desk = {
  ...audit,
  ...common,
  ...compare,
  ...errors,
  ...hints,
  ...history,
  ...it,
  ...linkage,
  ...names,
  ...outbox,
  ...places,
  ...queue,
  ...report,
  ...review,
  ...session,
  ...settings,
  ...shell,
  ...start,
  ...times,
  ...trays,
  ...ui,
} as const;
