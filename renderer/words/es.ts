import { auditWords } from './audit.ts';
import { commonWords } from './common.ts';
import { compareWords } from './compare.ts';
import { itWords } from './it.ts';
import { linkageWords } from './linkage.ts';
import { namesWords } from './names.ts';
import { outboxWords } from './outbox.ts';
import { queueWords } from './queue.ts';
import { reportWords } from './report.ts';
import { reviewWords } from './review.ts';
import { sessionWords } from './session.ts';
import { settingsWords } from './settings.ts';
import { shellWords } from './shell.ts';
import { startWords } from './start.ts';
import { timesWords } from './times.ts';
import { traysWords } from './trays.ts';
import { uiWords } from './ui.ts';

/** What the window says in Spanish, by rooms; loaded only where Spanish is spoken. */
export const es = {
  ...auditWords,
  ...commonWords,
  ...compareWords,
  ...itWords,
  ...linkageWords,
  ...namesWords,
  ...outboxWords,
  ...queueWords,
  ...reportWords,
  ...reviewWords,
  ...sessionWords,
  ...settingsWords,
  ...shellWords,
  ...startWords,
  ...timesWords,
  ...traysWords,
  ...uiWords,
} as const;
