import { ask, toAppError } from '../bridge.ts';
import { errorSentence } from '../wording/error-words.ts';

export type Assigned = { done: number; refused: string[] };

let underWay: Promise<Assigned> | null = null;

/** The bulk assignment in progress, if any. Undoing it has to wait until all reports are assigned. */
export const assigning = (): Promise<Assigned> | null => underWay;

/** Assigns each report separately, so that each has its own undo and its own response from the server. */
export async function assignAll(ids: readonly string[], to: string | null): Promise<Assigned> {
  const all = eachOf(ids, to);
  underWay = all;
  const assigned = await all;
  if (underWay === all) underWay = null;
  return assigned;
}

async function eachOf(ids: readonly string[], to: string | null): Promise<Assigned> {
  const act = { kind: 'assign', to, note: '' } as const;
  const refused: string[] = [];
  for (const reportId of ids) {
    try {
      const { seen } = await ask('letter.preview', { reportId, act });
      await ask('review.act', { reportId, act, seen });
    } catch (error) {
      refused.push(errorSentence(toAppError(error)));
    }
  }
  return { done: ids.length - refused.length, refused };
}
