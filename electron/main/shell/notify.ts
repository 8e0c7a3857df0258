import { BrowserWindow, Notification } from 'electron';
import type { AnswerNotice } from './answer-notice.ts';
import { bringToFront } from './window.ts';

/** Notifications on display. Without a reference they would be garbage-collected, and clicks on them lost. */
const shown = new Map<Notification, AnswerNotice>();

export const isFocused = (): boolean => BrowserWindow.getAllWindows().some((window) => window.isFocused());

/** Shows a system notification; a click brings the window to the front, locked or not. */
export function notify(notice: AnswerNotice): void {
  if (!Notification.isSupported()) return;
  const { title, body } = notice;
  const notification = new Notification({ title, body });
  const gone = () => shown.delete(notification);
  shown.set(notification, notice);
  // After a timeout, a notification stays in Windows' notification list, where anyone can read it, so keep the reference
  // to remove it later.
  notification.on('close', ({ reason }) => reason !== 'timedOut' && gone());
  notification.on('failed', gone);
  notification.on('click', () => {
    gone();
    bringToFront();
  });
  notification.show();
}

/**
 * Removes all notifications that mention reports, both from the screen and, as far as the system allows, from its
 * notification list.
 */
export function withdrawNotices(): void {
  for (const [notification, { tells }] of shown) {
    if (!tells) continue;
    shown.delete(notification);
    notification.close();
  }
}
