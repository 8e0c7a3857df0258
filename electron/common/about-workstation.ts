import { z } from 'zod';

/** What a workstation is, for the administrator's list: a random id, the computer's name, version, update channel and system. */
export const aboutWorkstation = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  channel: z.string(),
  system: z.string(),
});
export type AboutWorkstation = z.infer<typeof aboutWorkstation>;
