import { places } from './places.ts';
import { portalDirectory } from './portal-directory.ts';
import { portalDrafts } from './portal-drafts.ts';
import { portalErrors } from './portal-errors.ts';
import { portalForm } from './portal-form.ts';
import { portalKinds } from './portal-kinds.ts';
import { portalScreening } from './portal-screening.ts';
import { portalSite } from './portal-site.ts';
import { portalStatus } from './portal-status.ts';

/** All strings of the public portal, by section. */
export const portal = {
  ...portalDirectory,
  ...places,
  ...portalDrafts,
  ...portalErrors,
  ...portalForm,
  ...portalKinds,
  ...portalScreening,
  ...portalSite,
  ...portalStatus,
} as const;
