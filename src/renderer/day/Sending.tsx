import { Button, makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, Circle20Regular, CircleHalfFill20Regular } from '@fluentui/react-icons';
import type { UploadProgress } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Heading } from '../parts/Heading.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { progressWords } from './announcement.ts';
import { cancelUpload } from './day-actions.ts';
import { useDay } from './day-store.ts';
import { shareDone } from './words.ts';

const useStyles = makeStyles({
  step: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, padding: '3px 0' },
  icon: { flexShrink: 0, color: tokens.colorBrandForeground1 },
  now: { fontWeight: tokens.fontWeightSemibold },
});

/** How far the upload is, in words and as a bar; it can be cancelled until it is sent. */
export function Sending() {
  const { strings } = useApp();
  const { progress, cancel } = useDay();
  const shared = useSharedStyles();
  if (!progress) return null;
  const words = strings.day.progress;
  return (
    <div className={shared.stack}>
      <Heading id="day-sending" level={3}>
        {words.title}
      </Heading>
      <Sequence progress={progress} />
      <ProgressBar aria-label={words.title} value={shareDone(progress)} thickness="large" />
      <div className={shared.muted}>{cancel ? words.cancel[cancel] : words.note}</div>
      <Button disabledFocusable={progress.step === 'waiting' || cancel !== null} onClick={() => void cancelUpload()}>
        {strings.common.cancel}
      </Button>
    </div>
  );
}

const SEQUENCE = ['signing', 'encrypting', 'sending', 'waiting'] as const;

/** Signing → Encrypting → Sending 63 % → Waiting for the receipt. */
function Sequence({ progress }: { progress: UploadProgress }) {
  const app = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const { progress: words } = app.strings.day;
  const now = SEQUENCE.indexOf(progress.step);
  return (
    <ol className={shared.plainList} aria-label={words.sequence}>
      {SEQUENCE.map((step, index) => {
        const Icon = index < now ? CheckmarkCircle20Filled : index === now ? CircleHalfFill20Regular : Circle20Regular;
        const look = index === now ? styles.now : index > now && shared.muted;
        return (
          <li key={step} className={mergeClasses(styles.step, look)} aria-current={index === now ? 'step' : undefined}>
            <Icon aria-hidden className={mergeClasses(index <= now && styles.icon)} />
            {index === now ? progressWords(progress, app) : words[step]}
          </li>
        );
      })}
    </ol>
  );
}
