import { BrowserWindow, Notification } from 'electron';
import type { AnswerNotice } from './answer-notice.ts';
import { bringToFront } from './window.ts';

/** Shown notifications; without a reference they would be gone, and their click with them. */
const shown = new Set<Notification>();

export const isFocused = (): boolean => BrowserWindow.getAllWindows().some((window) => window.isFocused());

/** Shows it as the system shows its notifications; a click brings the window to the front, locked or not. */
export function notify({ title, body }: AnswerNotice): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  const gone = () => shown.delete(notification);
  shown.add(notification);
  notification.on('close', gone);
  notification.on('failed', gone);
  notification.on('click', () => {
    gone();
    bringToFront();
  });
  notification.show();
}
