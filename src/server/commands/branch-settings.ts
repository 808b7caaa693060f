import { z } from 'zod';
import { isCurrency } from '../../shared/money.ts';
import { cutoffHour, locale, timeZone } from '../../shared/protocol.ts';
import { groupName } from './options.ts';

/** What a branch or a manager is called. */
export const holderName = z.string().min(1).max(100);

/** A branch's settings, as they are typed or stand in a file. */
export const branchSettings = z.object({
  name: holderName,
  timezone: timeZone,
  currency: z.string().refine(isCurrency, 'is not a currency such as SGD'),
  cutoff: z.coerce.number('not a whole hour from 0 to 12').pipe(cutoffHour),
  locale,
  group: groupName.optional(),
});
