import { asSpamsError, hasCode } from '../../../shared/errors.ts';
import type { Certificate } from '../../../shared/pki/certificate.ts';
import type { Branch } from '../branch.ts';
import { closingsIn } from '../home.ts';
import { listManagers } from '../managers.ts';
import { showMenu } from '../menu.ts';
import { listOutbox } from '../outbox.ts';

/** The newest receipts, by which IT sees when the last day was closed. */
const MOST_RECEIPTS = 100;

/** What each part of a branch is like, by file. Each names its fields one by one: what is added elsewhere stays out. */
export async function statesOf(branch: Branch): Promise<Record<string, unknown>> {
  return {
    'config.json': configOf(branch),
    'connection.json': connectionOf(branch),
    'certificates.json': await certificatesOf(branch),
    'menu.json': await orError(() => menuOf(branch)),
    'outbox.json': await orError(() => outboxOf(branch)),
    'receipts.json': await orError(() => receiptsOf(branch)),
  };
}

/** As an operator reads it. */
export function errorFacts(thrown: unknown) {
  const { code, message } = asSpamsError(thrown);
  return { code, message };
}

function configOf({ config: { url, root, branch, device, ntp } }: Branch) {
  return { url, root, branch, device, ntp };
}

function connectionOf({ office, offline, isReached, clock, trust }: Branch) {
  const { timeZone, cutoff, currency, locale } = office?.branch ?? {};
  return {
    isReached,
    lastContact: office?.time ?? null,
    error: offline ? errorFacts(offline) : null,
    crl: { number: trust.crlNumber, isOver: trust.isCrlOver(clock.now()) },
    clock: { pc: clock.pcTime(), corrected: clock.now(), ...clock.state(), wentBack: clock.wentBack },
    settings: { timeZone, cutoff, currency, locale },
  };
}

async function certificatesOf(branch: Branch) {
  const { trust, device, office, config } = branch;
  const { items, damaged } = await listManagers(branch);
  const facts = ({ serial, fingerprint, notBefore, notAfter }: Certificate) => {
    return { serial, fingerprint, notBefore, notAfter, isRevoked: trust.isRevoked(serial) };
  };
  return {
    root: facts(trust.root),
    issuing: facts(trust.issuing),
    device: { id: config.device, ...facts(device.current.certificate) },
    earlier: device.earlier.map(({ certificate }) => facts(certificate)),
    unopened: device.unopened.map(errorFacts),
    managers: items.map(({ id, certificate }) => {
      return { id, isListed: office?.managers.some((each) => each.id === id) ?? null, ...facts(certificate) };
    }),
    damaged: damaged.map(errorFacts),
  };
}

async function menuOf(branch: Branch) {
  const { menu, signedAt, fetchedAt, checkedAt, stale } = await showMenu(branch);
  const { version, publishedAt, validFrom, validUntil, items } = menu;
  const times = { signedAt, publishedAt, validFrom, validUntil, fetchedAt, checkedAt };
  return { version, items: items.length, ...times, stale };
}

async function outboxOf(branch: Branch) {
  const { items, damaged } = await listOutbox(branch);
  const closings = items.map(
    ({ documentId, businessDate, part, revision, manager, state, lastError, queuedAt, sealed }) => {
      return {
        documentId,
        businessDate,
        part,
        revision,
        manager,
        state,
        lastError,
        queuedAt,
        sealedTo: sealed?.to ?? null,
      };
    },
  );
  return { closings, damaged: damaged.map(errorFacts) };
}

/** Their ids begin with the time at which they were signed (RFC 9562, UUIDv7). */
async function receiptsOf({ home }: Branch) {
  const ids = (await closingsIn(home.receipts)).sort();
  return { count: ids.length, newest: ids.slice(-MOST_RECEIPTS) };
}

async function orError(facts: () => Promise<unknown>): Promise<unknown> {
  try {
    return await facts();
  } catch (error) {
    return hasCode(error, 'menu-none') ? null : { error: errorFacts(error) };
  }
}
