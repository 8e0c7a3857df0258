import type { Rehearsal } from '#shared/domain/policy-draft.ts';
import { keptInMemory } from '../kept-in-memory.ts';

/** The last rehearsal, for the draft as it was then: a link in it leads to a report, and back to the rehearsal. */
export const keptRehearsal = keptInMemory<{ draftId: string; revision: number; at: string; found: Rehearsal }>();
