import { errors } from './errors.ts';
import { menu } from './menu.ts';

/** Texts outside the page: menu, notifications, dialogs. */
export const app = {
  ...errors,
  ...menu,
} as const;
