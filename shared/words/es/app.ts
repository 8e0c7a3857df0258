import { menu } from './menu.ts';

/** What is said outside of the page: menu, notifications, dialogs. */
export const app = {
  ...menu,
} as const;
