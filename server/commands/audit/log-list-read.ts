import { appendAlone } from '#server/db/audit.ts';
import type { Session } from '#server/db/session.ts';
import type { Deps } from '#server/deps.ts';

/** Logs that someone read a list, and how many rows it had; `about` is the account whose list it is, if any. */
export function logListRead(
  deps: Deps,
  action:
    | 'case_numbers.read'
    | 'holds.read'
    | 'retention.read'
    | 'hints.read'
    | 'rms.read'
    | 'reviews.read'
    | 'accounts.read'
    | 'sessions.read'
    | 'workstations.read'
    | 'holdings.read'
    | 'confirmations.read'
    | 'services.read',
  rows: number,
  session: Session,
  source: string,
  about: string | null = null,
): Promise<void> {
  return appendAlone(deps.db, {
    at: deps.now(),
    actor: session.officer.id,
    action,
    target: about,
    outcome: 'success',
    source,
    detail: { rows },
  });
}
