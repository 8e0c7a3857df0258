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
  note: t('common.addANoteForColleagues'),
  assign: t('ui.handOverToAColleague'),
  escalate: t('ui.escalateGiveItUpTo'),
  correct: t('ui.putABetterValueBeside'),
  return: t('ui.takeBackADecisionThat'),
  uphold_appeal: t('ui.appealUpholdTheDecisionSupervisors'),
  grant_appeal: t('ui.appealGrantItSoThat'),
  compare: t('ui.compareWithAReportThat'),
  same: t('ui.whileComparingTheSameIncident'),
  related: t('ui.whileComparingRelatedButAnother'),
  not_same: t('ui.whileComparingNotTheSame'),
  swap: t('ui.whileComparingSwapTheTwo'),
  choose: t('ui.chooseTheReportForSomething'),
  undo: t('ui.undoTheLastDecisionWhile'),
  search: t('ui.search'),
  go: t('ui.goToAPageThen'),
  keys: t('ui.showTheseKeys'),
};
