import { calendarDate } from '#shared/domain/fact-shape.ts';
import { AppError } from '#shared/errors.ts';
import { checkSample } from '../commands/second-review/check-sample.ts';
import { drawSample } from '../commands/second-review/draw-sample.ts';
import { lastWeeksDigest } from '../jobs/send-digest.ts';
import { StartError } from '../start-error.ts';
import type { AccountCommand } from './account-commands.ts';
import { BY_SHELL } from './shell-user.ts';

export const REVIEW_COMMANDS: Readonly<Record<string, AccountCommand>> = {
  'draw-review-sample': {
    usage: '[--week YYYY-MM-DD]',
    what: "draw a sample of last week's decisions for second review; each week is drawn only once",
    options: [],
    optional: ['week'],
    run: async (deps, { week }) => {
      if (week !== undefined && !calendarDate.safeParse(week).success) {
        throw new StartError('--week must be a day of the week, such as 2026-03-02', 2);
      }
      const draw = await drawSample(deps, BY_SHELL, week).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        throw new StartError('Nothing was drawn: that week is not over yet.', 1);
      });
      if (draw === null) {
        console.log(
          "Nothing was drawn: the policy's review rule has neither a share nor reasons, or nobody has made a decision since the week began.",
        );
        return 0;
      }
      const { week: monday, decisions, chosen, seed, isNew } = draw;
      const when = isNew ? 'was drawn now' : 'was already drawn';
      console.log(`The week of ${monday} ${when}: ${chosen} of ${decisions} decisions; seed ${seed}`);
      return 0;
    },
  },
  'show-digest': {
    usage: '',
    what: "print last week's digest as it would be mailed now; nothing is sent",
    options: [],
    run: async (deps) => {
      const { subject, text } = await lastWeeksDigest(deps);
      console.log(`${subject}\n\n${text}`);
      return 0;
    },
  },
  'check-review-sample': {
    usage: '--week YYYY-MM-DD',
    what: 'draw a week again with the seed of its draw, and compare; exit code 1 if they differ',
    options: ['week'],
    run: async (deps, { week = '' }) => {
      if (!calendarDate.safeParse(week).success) {
        throw new StartError('--week must be a day of the week, such as 2026-03-02', 2);
      }
      const found = await checkSample(deps, week);
      if (found === null) throw new StartError('That week was not drawn.', 1);
      const { decisions, chosen, seed, missing, extra } = found;
      console.log(`The week of ${found.week}: ${chosen} of ${decisions.drawn} decisions; seed ${seed}`);
      if (decisions.found !== decisions.drawn)
        console.log(`The trail now has ${decisions.found} decisions from that week.`);
      for (const one of missing) console.log(`Not in the sample, but chosen by the seed: ${one}`);
      for (const one of extra) console.log(`In the sample, but not chosen by the seed: ${one}`);
      const isSame = missing.length + extra.length === 0 && decisions.found === decisions.drawn;
      console.log(
        isSame ? 'The sample is the one that this seed draws.' : 'The sample is NOT the one that this seed draws.',
      );
      return isSame ? 0 : 1;
    },
  },
};
