import { readBackups } from '../db/backups.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from '../mail/alerts.ts';

const DAY_MS = 86_400_000;
/** Backups are made every night. */
const MADE_DAYS = 2;
/** A check needs the private key, so a person starts it, once a week. */
const CHECKED_DAYS = 8;

/** Warns when backups stopped, or when none of the newer ones was found whole. A new server has as long as an old one. */
export async function watchBackups(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  alerts: Pick<Alerts, 'raise' | 'clear'>,
): Promise<{ madeDays: number; checkedDays: number }> {
  const { madeAt, checkedAt, beganAt } = await readBackups(db);
  const daysSince = (at: Date | null) => Math.floor((now().getTime() - (at ?? beganAt ?? now()).getTime()) / DAY_MS);
  const [madeDays, checkedDays] = [daysSince(madeAt), daysSince(checkedAt)];
  if (madeDays >= MADE_DAYS)
    alerts.raise('no backup', `No backup was made for ${madeDays} days. Why: journalctl --unit p2c-review-backup`);
  else alerts.clear('no backup', 'Backups are made again.');
  if (checkedDays >= CHECKED_DAYS)
    alerts.raise(
      'backup not checked',
      `The newest backup that check-backup found whole is ${checkedAt === null ? 'none' : `${checkedDays} days old`}. Check the newest one.`,
    );
  else alerts.clear('backup not checked', 'A new backup was found whole.');
  return { madeDays, checkedDays };
}
