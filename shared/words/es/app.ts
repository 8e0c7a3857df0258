import { errors } from './errors.ts';
import { menu } from './menu.ts';
import { repair } from './repair.ts';

/** Strings shown outside the window's page: menu, notifications, dialogs. */
export const app = {
  ...errors,
  ...menu,
  ...repair,
} as const;
