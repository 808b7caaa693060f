import { Skeleton, SkeletonItem, type SkeletonItemProps } from '@fluentui/react-components';
import { useSharedStyles } from './styles.ts';

interface Props {
  label: string;
  /** Heights of what will be there, pixels. */
  sizes: NonNullable<SkeletonItemProps['size']>[];
}

/** The shape of a screen, while what it shows is opened. */
export function Loading({ label, sizes }: Props) {
  return (
    <Skeleton aria-label={label} className={useSharedStyles().stack}>
      {sizes.map((size, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never move
        <SkeletonItem key={index} size={size} />
      ))}
    </Skeleton>
  );
}
