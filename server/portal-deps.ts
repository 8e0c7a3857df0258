import { ANSWERABLE, answerFollowUp } from './commands/answer-follow-up.ts';
import { fileReport } from './commands/file-report.ts';
import { keepDraft, openDraft } from './commands/keep-draft.ts';
import { currentPolicy } from './db/policy.ts';
import { linkByToken } from './db/private-link.ts';
import { findReport } from './db/report.ts';
import type { Deps } from './deps.ts';
import { listDemoMail, readDemoMail } from './mail/demo-folder.ts';
import type { CityMap } from './portal/city-map.ts';
import type { PortalDeps } from './portal/deps.ts';

type Given = {
  secret: Uint8Array;
  streets: readonly string[];
  city: CityMap | null;
  formsPerHour: number;
  /** Whether mail leaves this server at all. */
  mailLeaves: boolean;
  /** The folder of the demo mode's mail, or null where mail really goes out. */
  demoMail: string | null;
};

/** Joins the person's pages to commands and queries. */
export function portalDeps(
  deps: Deps,
  { secret, streets, city, formsPerHour, mailLeaves, demoMail }: Given,
): PortalDeps {
  return {
    policy: () => currentPolicy(deps.db),
    fileReport: (body, submissionId, source, { acceptedAt, insteadOf } = {}) =>
      fileReport(deps, body, {
        source,
        submissionId,
        ...(acceptedAt === undefined ? {} : { acceptedAt }),
        ...(insteadOf === undefined ? {} : { insteadOf }),
      }),
    drafts: {
      mailLeaves,
      keep: (draft) => keepDraft(deps, draft),
      open: (token, state) => openDraft(deps, token, state),
    },
    fileAgain: async (token) => {
      const target = await linkByToken(deps.db, token, deps.now());
      if (target?.purpose !== 'refile' || target.state !== 'rejected') return null;
      const report = await findReport(deps.db, target.reportId);
      return report === null ? null : { trackingNumber: report.trackingNumber, facts: report.facts };
    },
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
