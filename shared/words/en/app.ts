import { errors } from './errors.ts';
import { menu } from './menu.ts';

/** What is said outside of the page: menu, notifications, dialogs. */
export const app = {
  ...errors,
  ...menu,
} as const;
