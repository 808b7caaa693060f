import { revoke } from '../../src/server/authority/branches.ts';
import { excuseDay } from '../../src/server/closings/excused.ts';
import { addDays } from '../../src/shared/business-date.ts';
import { Desk } from './closings.ts';
import { TestOffice } from './office.ts';

const HEADINGS = 'Item,Category,Quantity,Net Sales,Payment Method,Day Part,Void';

export const sales = (...rows: string[]): string => [HEADINGS, ...rows, ''].join('\r\n');

/** A dish and a branch whose names would be markup, were they not escaped. */
export const NASTY = { item: `Cake <b>"1"</b> & 'co'`, branch: '<script>alert(1)</script> מסעדה' };

/**
 * A chain's day, and the same weekday a week before:
 * - SG-01 took SGD 100.00 then; 80.00 (its second revision) and 30.00 at two tills now.
 * - SG-02 took SGD 40.00 then; what it sent now is on hold.
 * - SG-03 is excused.
 * - LIS-1 took EUR 6.00 now, at SGD-free tills, beside a void line; nothing then.
 */
export async function chainsDay() {
  const office = await TestOffice.open();
  const { context } = office;
  for (const code of ['SG-02', 'SG-03']) await office.addBranch(code, { name: `Branch ${code}` });
  await office.addBranch('LIS-1', { name: NASTY.branch, currency: 'EUR' });
  const desk = await Desk.open(context);
  const other = await Desk.open(context, 'SG-02', 8);
  const lisbon = await Desk.open(context, 'LIS-1', 10);
  const { today } = desk;
  const businessDate = addDays(today, -7);
  await desk.close({ businessDate, file: sales('Laksa,Mains,10,100.00,Card,Lunch,no') });
  await other.close({ businessDate, file: sales('Laksa,Mains,4,40.00,Card,Lunch,no') });
  await desk.close({ part: 'till-1', file: sales('Laksa,Mains,5,50.00,Card,Lunch,no') });
  const tillOne = [
    'Laksa,Mains,5,50.00,Card,Lunch,no',
    'Kopi,Drinks,10,30.00,Cash,Dinner,no',
    'Laksa,Mains,3,30.00,Card,Lunch,yes',
  ];
  await desk.close({ part: 'till-1', revision: 2, file: sales(...tillOne) });
  const cake = `"${NASTY.item.replaceAll('"', '""')}",Desserts,1,10.00,Cash,Lunch,no`;
  await desk.close({ part: 'till-2', file: sales('Laksa,Mains,2,20.00,CARD,Dinner,no', cake) });
  await revoke(context, { role: 'manager', branch: 'SG-02', id: 'ann' }, 'tests');
  const held = (await other.close({ file: sales('Laksa,Mains,9,90.00,Card,Lunch,no') })).closing;
  const abroad = ['Pastel,Doces,4,6.00,Card,Lunch,no', 'Pastel,Doces,1,1.50,Card,Lunch,yes'];
  await lisbon.close({ file: sales(...abroad) });
  await excuseDay(context, { branch: 'SG-03', date: today, reason: 'Renovation' }, 'tests');
  return { office, today, held, desk };
}
