import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { uploadClosing } from '../../../src/main/branch/closing.ts';
import { listOutbox } from '../../../src/main/branch/outbox.ts';
import { listReceipts } from '../../../src/main/branch/receipts.ts';
import { showClosing } from '../../../src/server/closings/list.ts';
import { templateBranch } from '../../support/branch.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';
import { PASSPHRASE } from '../../support/shared.ts';

const FILE = 'Item,Quantity,Unit price,Amount\r\nLaksa,2,6.50,13.00\r\nKopi,3,1.60,4.80\r\n';

async function salesFile(content = FILE, name = 'day_end.csv'): Promise<string> {
  const path = join(await testFolder(), name);
  await writeFile(path, content);
  return path;
}

describe('when the manager uploads the day', () => {
  it('arrives at the office line by line, and its verified receipt is kept', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const upload = { path: await salesFile(), manager: 'mei', passphrase: PASSPHRASE, part: 'main' };
    const { receipt, error } = await uploadClosing(branch, upload);
    expect(error).toBeUndefined();
    expect(receipt?.totals).toEqual({ currency: 'SGD', lines: 2, quantity: 5, net: 1780 });
    const closing = await showClosing(office.context.db, receipt?.number ?? '');
    expect(closing.lines.map(({ item, net }) => [item, net])).toEqual([
      ['Laksa', 1300],
      ['Kopi', 480],
    ]);
    expect(await listOutbox(branch)).toEqual([]);
    expect((await listReceipts(branch)).map(({ number }) => number)).toEqual([receipt?.number]);
  });
});
