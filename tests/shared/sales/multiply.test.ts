import { expect, it } from 'vitest';
import { multiply } from '../../../src/shared/sales/multiply.ts';

it.each([
  [2, 650, 1300],
  [0.125, 980, 123],
  [-0.125, 980, -123],
  [0.124, 980, 122],
  [0.001, 499, 0],
  [0.001, 500, 1],
  [-0.001, 499, 0],
  [0, -650, 0],
  [1.005, 1000, 1005],
  [1_000_000, 9_007_199, 9_007_199_000_000],
  [1_000_000, 9_007_200, undefined],
])('%d × %d minor units is %s', (quantity, price, product) => {
  expect(multiply(quantity, price)).toBe(product);
});
