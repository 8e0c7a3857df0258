import type { UpdateState } from '#shared/ipc-shapes.ts';
import { say, t } from '../t.ts';
import type { Tone } from '../ui/notice.tsx';

export type UpdateWords = { tone: Tone; title: string; text: string };

/** Returns what the page says about the state of updates. */
export function updateWords(state: UpdateState): UpdateWords {
  const what = state.available ?? '';
  switch (state.phase) {
    case 'unknown':
      return { tone: 'info', title: t('it.notCheckedYet'), text: '' };
    case 'checking':
      return { tone: 'info', title: t('it.checkingWithTheAgencyServer'), text: '' };
    case 'up_to_date':
      return { tone: 'ok', title: t('it.youHaveTheLatestVersion'), text: '' };
    case 'none_offered':
      return { tone: 'info', title: t('it.theAgencyServerHasNoUpdates'), text: t('it.nothingIsWrongYourItStaff') };
    case 'waiting':
      return {
        tone: 'info',
        title: t('it.noUpdateForThisWorkstationNow'),
        text: t('it.yourAgencyOffersItStepByStep'),
      };
    case 'downloading':
      return { tone: 'info', title: t('it.downloadingVersionWhat', { what }), text: t('it.youCanKeepWorking') };
    case 'ready': {
      const when = state.installs === 'quit' ? t('it.itIsInstalledWhenYouQuit') : t('it.itIsInstalledInTheWindow');
      return { tone: 'ok', title: t('it.versionWhatIsReady', { what }), text: when };
    }
    case 'due':
      return { tone: 'warn', title: t('it.versionWhatIsDue', { what }), text: t('it.yourItStaffInstallsIt') };
    case 'refused':
      return {
        tone: 'danger',
        title: t('it.theUpdateWasntInstalled'),
        text: `${why(state)} ${t('it.tellYourItStaff')}`,
      };
    case 'failed':
      return {
        tone: 'warn',
        title: t('it.couldntCheckForUpdates'),
        text: [why(state), t('it.youCanKeepWorkingItWill')].join(' ').trim(),
      };
  }
}

const why = ({ problem }: UpdateState): string =>
  problem === null ? '' : say('errors.update', { code: problem, params: {} });

export function severityName(severity: NonNullable<UpdateState['severity']>): string {
  switch (severity) {
    case 'critical':
      return t('it.severity.critical');
    case 'high':
      return t('it.severity.high');
    case 'medium':
      return t('it.severity.medium');
    case 'low':
      return t('it.severity.low');
  }
}
