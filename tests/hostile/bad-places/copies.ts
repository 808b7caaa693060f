import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Branch } from '../../../src/main/branch/branch.ts';
import type { Home } from '../../../src/main/branch/home.ts';
import { openBranch, testHome } from '../../support/branch.ts';
import { testFolder } from '../../support/folders.ts';
import type { TestOffice } from '../../support/office.ts';

/** A home with the same in it, for one thing to go wrong in. */
export async function homeLike({ folder }: Pick<Home, 'folder'>): Promise<Home> {
  const copy = join(await testFolder(), 'branch');
  await cp(folder, copy, { recursive: true });
  return testHome(copy);
}

/** The same branch over a home of its own. */
export async function copyOf(branch: Branch, office: TestOffice): Promise<Branch> {
  return openBranch(await homeLike(branch.home), office);
}
