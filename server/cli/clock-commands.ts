import { confirmClock } from '../commands/agency/confirm-clock.ts';
import { readClock } from '../db/clock.ts';
import { jobStates } from '../db/jobs.ts';
import { clockProblem, isHeldCode } from '../jobs/clock-guard.ts';
import type { AccountCommand } from './account-commands.ts';
import { BY_SHELL } from './shell-user.ts';

const SAID = {
  done: 'Confirmed. Jobs that were held back run again; for a day, a run may change more than the policy allows.',
  no_administrator: 'There is no administrator account of that name that may sign in.',
  other_day: "That is not the date of this machine's clock. Set the clock right; nothing needs to be confirmed then.",
  other_database_clock: "This machine's clock and that of the database's machine differ. Set the wrong one right.",
} as const;

export const CLOCK_COMMANDS: Readonly<Record<string, AccountCommand>> = {
  'confirm-clock': {
    usage: '[--by NAME --today D]',
    what: "run the jobs that were held back, once an administrator has confirmed today's date (YYYY-MM-DD); alone, show what is held back",
    options: [],
    optional: ['by', 'today'],
    run: async (deps, { by, today }) => {
      if (by === undefined || today === undefined) {
        const problem = clockProblem(await readClock(deps.db), deps.now());
        const held = (await jobStates(deps.db)).filter(({ error }) => isHeldCode(error));
        console.log(problem ?? 'The clock agrees with when the server last ran, and with the database.');
        console.log(
          held.length === 0 ? 'No job is held back.' : `Held back: ${held.map(({ name }) => name).join(', ')}`,
        );
        return problem === null && held.length === 0 ? 0 : 1;
      }
      const done = await confirmClock(deps, { name: by, today }, BY_SHELL.source);
      (done === 'done' ? console.log : console.error)(SAID[done]);
      return done === 'done' ? 0 : 1;
    },
  },
};
