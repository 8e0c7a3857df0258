import type { Rehearsal } from '#shared/domain/policy-draft.ts';
import { keptInMemory } from '../kept-in-memory.ts';

/**
 * The last rehearsal and the draft revision it was run on, so that an officer who follows a link to a report can come
 * back.
 */
export const keptRehearsal = keptInMemory<{ draftId: string; revision: number; at: string; found: Rehearsal }>();
