import { table } from '../../src/shared/command-line.ts';

/** What was measured, several times where it varies. */
export interface Figure {
  name: string;
  unit: 'ms' | 'kB' | 'MB' | 'MB/s' | '×';
  values: number[];
  /** The median is to stay below it, or above it where it is a speed. */
  goal: number;
}

const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);

function median(values: number[]): number {
  const inOrder = sorted(values);
  const middle = Math.floor(inOrder.length / 2);
  return inOrder.length % 2 === 1 ? inOrder[middle]! : (inOrder[middle - 1]! + inOrder[middle]!) / 2;
}

const isSpeed = ({ unit }: Figure): boolean => unit === 'MB/s';

function isMet(figure: Figure): boolean {
  const { values, goal } = figure;
  return isSpeed(figure) ? median(values) > goal : median(values) < goal;
}

export function asTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, unit, values, goal } = figure;
    const inOrder = sorted(values);
    const spread = values.length > 1 ? `${inOrder[0]!.toFixed(1)} to ${inOrder.at(-1)!.toFixed(1)}` : '';
    return [
      name,
      `${median(values).toFixed(1)} ${unit}`,
      spread,
      `${isSpeed(figure) ? 'over' : 'under'} ${goal} ${unit}`,
      isMet(figure) ? 'met' : 'missed',
    ];
  });
  return table(['', 'median', 'from, to', 'goal', ''], rows);
}

export const asJson = (figures: readonly Figure[]): string =>
  JSON.stringify(figures.map((figure) => ({ ...figure, median: median(figure.values), met: isMet(figure) })));
