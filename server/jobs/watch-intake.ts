import { MOST_DRAFT_BYTES } from '../commands/drafts/save-draft.ts';
import { MOST_WAITING_BYTES } from '../commands/drafts/save-upload.ts';
import { waitingBytes } from '../db/attachments.ts';
import { bytesOfDrafts } from '../db/drafts.ts';
import type { Deps } from '../deps.ts';
import type { Alerts } from '../mail/alerts.ts';
import { type Watch, watch } from './watch.ts';

/** The share of a limit above which people are told. */
const FULL = 0.75;

/** Watches whether what strangers have not sent yet takes most of its room: then somebody is filling it. */
export function watchIntake({ db }: Pick<Deps, 'db'>, alerts: Alerts, lookMs?: number): Watch {
  const work = async () => {
    const taken = [
      { what: 'saved drafts', bytes: await bytesOfDrafts(db, 'draft'), most: MOST_DRAFT_BYTES.draft },
      {
        what: 'unconfirmed reports',
        bytes: await bytesOfDrafts(db, 'unconfirmed'),
        most: MOST_DRAFT_BYTES.unconfirmed,
      },
      { what: 'files of unsent forms', bytes: await waitingBytes(db), most: MOST_WAITING_BYTES },
    ].filter(({ bytes, most }) => bytes > FULL * most);
    if (taken.length > 0) throw Object.assign(new Error('full'), { code: taken.map(({ what }) => what).join(', ') });
  };
  return watch(
    work,
    {
      alerts,
      problem: 'unsent forms take much room',
      wrong: (code) =>
        `More than three quarters of the room is taken (${code}). Somebody may be filling it. When all of it is taken, the oldest of the network that has most are removed.`,
      right: 'What people have not sent yet has room again.',
    },
    lookMs,
  );
}
