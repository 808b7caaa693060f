import { makeCrl } from '../../shared/pki/crl.ts';
import type { Issuer } from '../../shared/pki/issue.ts';
import type { Clock } from '../clock.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { Db, Tx } from '../store/store.ts';

const DAY = 24 * 60 * 60 * 1000;
const VALIDITY = 7 * DAY;
/** A new list is made daily even when nothing was revoked. */
const INTERVAL = DAY;

export type CrlIssuer = 'root' | 'issuing';

interface ArchivedCrl {
  number: number;
  this_update: string;
  der: Buffer;
}

/** Issues the next CRL of the issuing CA and archives it: evidence needs every one. Gives its number. */
export async function issueCrl(tx: Tx, issuing: Issuer, clock: Clock): Promise<number> {
  const rows = await tx
    .selectFrom('certificates')
    .select(['serial', 'revoked_at'])
    .where('revoked_at', 'is not', null)
    .orderBy('revoked_at')
    .execute();
  const revoked = rows.map(({ serial, revoked_at }) => ({ serial, at: new Date(revoked_at!) }));
  return archiveCrl(tx, 'issuing', issuing, clock(), VALIDITY, revoked);
}

/**
 * Issues the daily CRL when it is time: hourly asked, and before whatever will need it as evidence. One from the future,
 * issued before the clock stepped back, is in force for nothing that arrives now.
 */
export async function issueCrlIfDue(office: OfficeContext): Promise<void> {
  const isDue = ({ this_update }: ArchivedCrl): boolean => {
    const age = office.clock().getTime() - new Date(this_update).getTime();
    return age < 0 || age >= INTERVAL;
  };
  if (!isDue(await newestCrl(office.db, 'issuing'))) return;
  await transact(office, async (tx) => {
    if (!isDue(await newestCrl(tx, 'issuing'))) return;
    const number = await issueCrl(tx, await office.keys.issuing(), office.clock);
    await office.audit.append(tx, { actor: 'office', action: 'crl.issued', subject: String(number) });
  });
}

/** The root's own CRL: made whenever the root key is used, it lasts as long as the root (DESIGN section 3). */
export function issueRootCrl(tx: Tx, root: Issuer, clock: Clock): Promise<number> {
  const now = clock();
  return archiveCrl(tx, 'root', root, now, root.certificate.notAfter.getTime() - now.getTime(), []);
}

/** The newest CRL of an issuer. */
export async function newestCrl(db: Db | Tx, issuer: CrlIssuer): Promise<ArchivedCrl> {
  return db
    .selectFrom('crls')
    .select(['number', 'this_update', 'der'])
    .where('issuer', '=', issuer)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

/**
 * The CRL in force at a time: the newest that had been issued by then, of those up to the number that was the newest
 * when a document came. One issued later in the same second isn't it.
 */
export async function crlInForce(db: Db, issuer: CrlIssuer, newest: number, at: Date): Promise<Buffer> {
  const { der } = await db
    .selectFrom('crls')
    .select('der')
    .where('issuer', '=', issuer)
    .where('number', '<=', newest)
    .where('this_update', '<=', at.toISOString())
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return der;
}

async function archiveCrl(
  tx: Tx,
  name: CrlIssuer,
  issuer: Issuer,
  now: Date,
  validity: number,
  revoked: { serial: string; at: Date }[],
): Promise<number> {
  const last = await tx
    .selectFrom('crls')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('issuer', '=', name)
    .executeTakeFirst();
  const seconds = Math.floor(now.getTime() / 1000);
  // Unix seconds as the floor: an office restored from a backup never gives a number again.
  const number = Math.max((last?.number ?? 0) + 1, seconds);
  const thisUpdate = new Date(seconds * 1000);
  const nextUpdate = new Date(thisUpdate.getTime() + validity);
  const der = await makeCrl(issuer, { number, thisUpdate, nextUpdate, revoked });
  await tx
    .insertInto('crls')
    .values({ issuer: name, number, this_update: thisUpdate.toISOString(), next_update: nextUpdate.toISOString(), der })
    .execute();
  return number;
}
