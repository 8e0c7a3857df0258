import type { KeyAction } from '#shared/domain/keys.ts';
import { t } from '../t.ts';

/** What each action does, as worded in the keyboard help and the settings. */
export const ACTION_WORDS: Readonly<Record<KeyAction, string>> = {
  next: t('ui.nextReport'),
  previous: t('ui.previousReport'),
  approve: t('common.approve'),
  reject: t('common.reject'),
  follow_up: t('ui.followUp'),
  log_call: t('common.logACall'),
  message: t('common.writeAMessage'),
  note: t('common.addAnInternalNote'),
  assign: t('ui.assignToAnOfficerAssignTo'),
  escalate: t('ui.escalateToSupervisor'),
  correct: t('ui.correctADetail'),
  return: t('ui.reopenADecidedReportWhileComparing'),
  uphold_appeal: t('ui.appealKeepTheDecisionSupervisors'),
  grant_appeal: t('ui.appealSetTheDecisionAsideAnd'),
  compare: t('ui.compareWithAPossibleDuplicate'),
  same: t('ui.whileComparingSameIncidentKeepBoth'),
  related: t('ui.whileComparingRelatedButADifferent'),
  not_same: t('ui.whileComparingNotTheSameNever'),
  swap: t('ui.whileComparingSwapTheTwoTo'),
  photos: t('ui.openPhotos'),
  choose: t('ui.select'),
  undo: t('ui.undoTheLastDecisionDuringThe'),
  search: t('ui.search'),
  go: t('ui.goToAPageThenIts'),
  keys: t('ui.showTheseShortcuts'),
};
