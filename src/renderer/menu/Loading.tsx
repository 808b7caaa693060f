import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';

/** The shape of a menu, while it is opened. */
export function Loading() {
  const { menu } = useApp().strings;
  return (
    <Skeleton aria-label={menu.loading} className={useSharedStyles().stack}>
      <SkeletonItem size={48} />
      <SkeletonItem size={32} />
      <SkeletonItem size={128} />
      <SkeletonItem size={128} />
    </Skeleton>
  );
}
