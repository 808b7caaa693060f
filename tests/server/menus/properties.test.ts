import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchMenu } from '../../../src/server/menus/branch-menu.ts';
import { overrideDish } from '../../../src/server/menus/overrides.ts';
import { markSoldOut } from '../../../src/server/menus/sold-out.ts';
import { withdrawMenu } from '../../../src/server/menus/withdraw.ts';
import { readDocument } from '../../../src/shared/cms/document.ts';
import { parseBranchMenu } from '../../../src/shared/menu/menu.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';

const SG_01 = { scope: 'branch', target: 'SG-01' } as const;

type Act = 'publish' | 'schedule' | 'override' | 'sell out' | 'withdraw' | 'wait';

/** One thing that an office may do: its price in cents, its time in minutes. */
const acts = fc.array(
  fc.record({
    act: fc.constantFrom<Act>('publish', 'schedule', 'override', 'sell out', 'withdraw', 'wait'),
    price: fc.integer({ min: 1, max: 3 }),
    minutes: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 4 },
);

async function perform(office: TestOffice, act: Act, price: number, minutes: number): Promise<unknown> {
  const { context, clock } = office;
  const later = new Date(clock.now().getTime() + minutes * 60_000);
  const publish = (validFrom: Date) => office.publish([{ ...LAKSA, price }], { validFrom });
  switch (act) {
    case 'publish':
      return publish(clock.now());
    case 'schedule':
      return publish(later);
    case 'override':
      return overrideDish(
        context,
        SG_01,
        { code: LAKSA.code, size: null },
        { price: { amount: price, currency: 'SGD' } },
        'tests',
      );
    case 'sell out':
      return markSoldOut(context, SG_01, LAKSA.code, later, 'tests');
    case 'withdraw':
      return (await withdrawMenu(context, undefined, 'tests')).inForce ?? publish(clock.now());
    case 'wait':
      return clock.advance({ minutes });
  }
}

/** What SG-01 is given now. */
async function served({ context }: TestOffice) {
  const { signed_data } = await branchMenu(context, 'SG-01');
  const { version, publishedAt: _, ...said } = parseBranchMenu((await readDocument(signed_data)).body);
  return { version, said: JSON.stringify(said), signed: signed_data };
}

describe('whatever an office does', () => {
  it("a branch's version grows when its menu says something else, and only then", async () => {
    const office = await TestOffice.open();
    await office.publish();
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        const before = await served(office);
        for (const { act, price, minutes } of all) await perform(office, act, price, minutes);
        const after = await served(office);
        if (after.said === before.said) expect(after).toEqual(before);
        else expect(after.version).toBeGreaterThan(before.version);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});
