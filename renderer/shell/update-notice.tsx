import { Button } from 'react-aria-components';
import { ask } from '../bridge.ts';
import { t } from '../t.ts';
import { Notice } from '../ui/notice.tsx';
import { ReleaseNotes } from '../ui/release-notes.tsx';
import { useLive } from '../use-live.ts';

/** Says that this version is too old to make new decisions, or what is new in the version just installed. */
export function UpdateNotice({ onShow, showsNews }: { onShow: () => void; showsNews: boolean }) {
  const { value: state } = useLive('updates.state', undefined, ['updates']);
  if (state?.belowFloor === true)
    return (
      <div className="banner">
        <Notice
          tone="danger"
          role="alert"
          title={t('it.thisVersionIsTooOld')}
          actions={
            <Button className="button" onPress={onShow}>
              {t('common.updates')}
            </Button>
          }
        >
          {t('it.whatYouDecidedIsStillSent')}
        </Notice>
      </div>
    );
  if (!showsNews || state?.news == null) return null;
  return (
    <div className="banner">
      <Notice
        tone="info"
        role="status"
        title={t('it.versionWhatIsInstalled', { what: state.news.version })}
        actions={
          <Button className="button" onPress={() => void ask('updates.dismiss-news')}>
            {t('it.gotIt')}
          </Button>
        }
      >
        <ReleaseNotes title={t('it.whatIsNew')} notes={state.news.notes} />
      </Notice>
    </div>
  );
}
