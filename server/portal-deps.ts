import { ANSWERABLE, answerFollowUp } from './commands/answer-follow-up.ts';
import { fileReport } from './commands/file-report.ts';
import { currentPolicy } from './db/policy.ts';
import { linkByToken } from './db/private-link.ts';
import type { Deps } from './deps.ts';
import { listDemoMail, readDemoMail } from './mail/demo-folder.ts';
import type { CityMap } from './portal/city-map.ts';
import type { PortalDeps } from './portal/deps.ts';

type Given = {
  secret: Uint8Array;
  streets: readonly string[];
  city: CityMap | null;
  formsPerHour: number;
  /** The folder of the demo mode's mail, or null where mail really goes out. */
  demoMail: string | null;
};

/** Joins the person's pages to commands and queries. */
export function portalDeps(deps: Deps, { secret, streets, city, formsPerHour, demoMail }: Given): PortalDeps {
  return {
    policy: () => currentPolicy(deps.db),
    fileReport: (body, submissionId, source) => fileReport(deps, body, { source, submissionId }),
    openFollowUp: async (token) => {
      const target = await linkByToken(deps.db, token, deps.now());
      return target?.purpose === 'reply' && ANSWERABLE.includes(target.state) ? target : null;
    },
    answer: (token, text, source) => answerFollowUp(deps, { token, text }, source),
    demoMail:
      demoMail === null ? null : { list: () => listDemoMail(demoMail), read: (name) => readDemoMail(demoMail, name) },
    secret,
    streets,
    city,
    formsPerHour,
    now: deps.now,
  };
}
