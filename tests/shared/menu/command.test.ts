import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { branchProgram } from '../../../src/main/program.ts';
import { officeProgram } from '../../../src/server/program.ts';
import { runInProcess } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';

const MENU = 'Category;Name;S;L;Price SG-01\nDrinks;Kopi;1,60 €;2,10 €;1,80 €\nDrinks;Teh;;2,00 €;\n';

async function menuFile(content: string): Promise<string> {
  const path = join(await testFolder(), 'menu.csv');
  await writeFile(path, content);
  return path;
}

describe.each([
  ['spams-office', officeProgram],
  ['spams-branch', branchProgram],
])('menu read of %s', (_, program) => {
  it('tells a program what was understood, and needs no folder', async () => {
    const { code, stdout, stderr } = await runInProcess(program(), ['menu', 'read', await menuFile(MENU), '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'csv',
      encoding: 'utf-8',
      dialect: { delimiter: ';' },
      currency: 'EUR',
      currencyFrom: 'file',
      items: [
        {
          code: '1',
          name: 'Kopi',
          sizes: [
            { name: 'S', price: 160 },
            { name: 'L', price: 210 },
          ],
        },
        { code: '2', name: 'Teh', sizes: [{ name: 'L', price: 200 }] },
      ],
      overrides: [{ branch: 'SG-01', code: '1', size: null, price: 180 }],
      warnings: [],
      needsReview: false,
    });
  });

  it('tells a person, with what is odd about the file', async () => {
    const path = await menuFile('Name;Price;Allergens\nKopi;cheap;Milk\n');
    const { code, stdout } = await runInProcess(program(), ['menu', 'read', path, '--currency', 'SGD']);
    expect(code).toBe(0);
    expect(stdout).toBe(
      '1 item, read as csv in utf-8, delimited by ";"; prices in SGD, as asked for.\n' +
        'Somebody must look at this before it is published.\n' +
        '  row 2: The price “cheap” is not an amount in SGD, so this row has no price.\n\n' +
        'Category  Code  Name  SGD\nMenu      1     Kopi       milk\n',
    );
  });

  it('says why a file is no menu', async () => {
    const run = async (content: string, ...options: string[]) => {
      const argv = ['menu', 'read', await menuFile(content), '--json', ...options];
      const { code, stdout } = await runInProcess(program(), argv);
      return [code, JSON.parse(stdout).error.code];
    };
    expect(await run('Dear all,\nsee you tomorrow.\n')).toEqual([1, 'menu-unreadable']);
    expect(await run(MENU, '--currency', 'KOPI')).toEqual([2, 'usage']);
  });
});
