import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DocumentArrowUp24Regular, FolderOpen20Regular } from '@fluentui/react-icons';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { chooseFile } from './day-actions.ts';

const useStyles = makeStyles({
  area: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL}`,
    textAlign: 'center',
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  icon: {
    display: 'grid',
    placeItems: 'center',
    width: '48px',
    height: '48px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
  },
});

/** Where a file is dropped, or chosen instead. The whole screen takes the drop. */
export function DropArea({ isFirst }: { isFirst: boolean }) {
  const { file } = useApp().strings.day;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <div className={styles.area}>
      <span className={styles.icon}>
        <DocumentArrowUp24Regular aria-hidden />
      </span>
      <div>
        <strong>{file.title}</strong>
        <div className={shared.muted}>{file.explain}</div>
      </div>
      <Button
        appearance={isFirst ? 'primary' : 'secondary'}
        icon={<FolderOpen20Regular />}
        onClick={() => void chooseFile()}
      >
        {file.choose}
      </Button>
    </div>
  );
}
