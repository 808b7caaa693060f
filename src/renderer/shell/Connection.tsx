import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSync16Regular, Clock16Regular, CloudCheckmark16Regular, CloudOff16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalS}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  icon: { flexShrink: 0 },
});

const ICONS = { connecting: ArrowSync16Regular, connected: CloudCheckmark16Regular, offline: CloudOff16Regular };

/** Whether head office can be reached, in words. */
export function Connection() {
  const { state, strings, format } = useApp();
  const { icon } = useStyles();
  const { state: now, lastContact } = state.connection;
  const words = strings.common.connection;
  const Icon = ICONS[now];
  const offline = lastContact ? words.offline(format.moment(lastContact)) : words.neverConnected;
  return (
    <Line icon={<Icon aria-hidden className={icon} />} isLive>
      {now === 'offline' ? offline : words[now]}
    </Line>
  );
}

/** How far this PC's clock is off, where that is worth saying. */
export function ClockOff() {
  const { state, strings, format } = useApp();
  const { icon } = useStyles();
  const { offset, isOff } = state.clock;
  if (offset === null || !isOff) return null;
  const minutes = Math.max(1, Math.round(Math.abs(offset) / 60));
  return (
    <Line icon={<Clock16Regular aria-hidden className={icon} />}>
      {strings.common.clockOff(minutes, format.number(minutes), offset > 0)}
    </Line>
  );
}

function Line({ icon, isLive = false, children }: { icon: ReactNode; isLive?: boolean; children: string }) {
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <div className={mergeClasses(styles.line, shared.muted)}>
      {icon}
      <span role={isLive ? 'status' : undefined}>{children}</span>
    </div>
  );
}
