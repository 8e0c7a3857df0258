import { z } from 'zod';
import { INSTALLED_FOR } from '#shared/domain/workstation.ts';

/** Identifies a workstation in the administrator's list. The id is random. */
export const aboutWorkstation = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  channel: z.string(),
  system: z.string(),
  installedFor: z.enum(INSTALLED_FOR).nullable(),
});
export type AboutWorkstation = z.infer<typeof aboutWorkstation>;
