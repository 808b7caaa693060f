import manifest from '../../../package.json' with { type: 'json' };
import { hoursToCutoff } from '../../shared/business-date.ts';
import { isErrorCode, SpamsError, tooLarge } from '../../shared/errors.ts';
import { currencyDigits } from '../../shared/money.ts';
import { LIMITS } from '../../shared/protocol.ts';
import type { Branch } from '../branch/branch.ts';
import { closingsBetween, closingsOn, lastOfEachPart } from '../branch/closings-on.ts';
import { isReplaced } from '../branch/history.ts';
import { listManagers } from '../branch/managers.ts';
import { listOutbox } from '../branch/outbox.ts';
import type { OutboxEntry } from '../branch/outbox-entry.ts';
import { likelyToday } from '../branch/preview.ts';
import { deviceView, managerView } from './certificate-view.ts';
import type { Desks } from './desk.ts';
import { errorView } from './error-view.ts';
import type { AppState, BranchView, ClockView, ConnectionView, ErrorView, OutboxView } from './views.ts';

/** So long before the day ends, an open day is what a manager comes for. Hours. */
const DAY_OPENS = 6;

export const EMPTY: AppState = {
  phase: 'starting',
  problem: null,
  office: null,
  branch: null,
  connection: { state: 'connecting', lastContact: null, error: null },
  clock: { offset: null, isOff: false, source: 'none' },
  device: null,
  managers: [],
  outbox: [],
  damaged: [],
  today: null,
  updates: { version: manifest.version, state: 'off', offered: null, checkedAt: null, error: null, waits: false },
  opensOn: 'menu',
};

/** What every screen shows of an enrolled branch. */
export async function stateOf({
  branch,
  outbox: sender,
}: Pick<Desks, 'branch' | 'outbox'>): Promise<Partial<AppState>> {
  const [managers, outbox] = [await listManagers(branch), await listOutbox(branch)];
  const today = branch.office ? await todayOf(branch) : null;
  return {
    phase: 'ready',
    problem: null,
    office: officeOf(branch),
    branch: branchOf(branch),
    connection: connectionOf(branch),
    clock: clockOf(branch),
    device: deviceView(branch),
    managers: managers.items.map(({ id, certificate }) => managerView(branch, id, certificate)),
    outbox: await Promise.all(outbox.items.map((entry) => outboxView(branch, entry, sender.isSending))),
    damaged: [...managers.damaged, ...outbox.damaged].map(errorView),
    today,
    opensOn: today?.closed === 'no' && isEndOfDay(branch) ? 'day' : 'menu',
  };
}

function officeOf({ config, office }: Branch): AppState['office'] {
  const { hostname } = new URL(config.url);
  return { name: office?.name ?? hostname, host: hostname, fingerprint: config.root };
}

function branchOf({ office }: Branch): BranchView | null {
  if (!office) return null;
  const { code, name, timeZone, cutoff, locale, currency } = office.branch;
  return { code, name, timeZone, cutoff, locale, currency, digits: currencyDigits(currency) };
}

function connectionOf({ offline, office, isReached }: Branch): ConnectionView {
  const lastContact = office?.time ?? null;
  if (offline) return { state: 'offline', lastContact, error: errorView(offline) };
  return { state: isReached ? 'connected' : 'connecting', lastContact, error: null };
}

function clockOf({ clock }: Branch): ClockView {
  const { isOff, reported, source } = clock.state();
  return { offset: reported === null ? null : reported / 1000, isOff, source };
}

async function outboxView(branch: Branch, entry: OutboxEntry, isSending: boolean): Promise<OutboxView> {
  const { documentId, businessDate, part, state, queuedAt, fileName, lastError } = entry;
  return {
    ...{ documentId, businessDate, part, state, queuedAt, fileName },
    error: keptError(branch, lastError),
    sending: isSending || branch.sending.has(documentId),
    replaced: state === 'refused' && (await wasReplaced(branch, entry)),
  };
}

async function wasReplaced(branch: Branch, entry: OutboxEntry): Promise<boolean> {
  const { items } = await closingsBetween(branch, entry.businessDate, entry.businessDate);
  return isReplaced({ entry, isDelivered: false }, items);
}

/** Why a try failed, by the code that was kept of it. */
export function keptError(branch: Branch, code: string | null): ErrorView | null {
  return isErrorCode(code) ? errorView(new SpamsError(code, { params: paramsFor(branch) })) : null;
}

/** What the messages of kept codes name: the code alone was kept. */
function paramsFor({ config, office }: Branch) {
  const limit = office?.limits.file ?? LIMITS.file;
  return { host: new URL(config.url).hostname, ...tooLarge(limit).params };
}

async function todayOf(branch: Branch): Promise<AppState['today']> {
  const businessDate = likelyToday(branch);
  const closings = await closingsOn(branch, businessDate);
  const isWaiting = closings.some(({ state }) => state === 'queued' || state === 'held');
  const delivered = lastOfEachPart(closings.filter(({ state }) => state === 'delivered'));
  return {
    businessDate,
    closed: isWaiting ? 'waiting' : delivered.length > 0 ? 'delivered' : 'no',
    delivered: delivered.map(({ documentId, part }) => ({ documentId, part })),
  };
}

function isEndOfDay({ clock, office }: Branch): boolean {
  return hoursToCutoff(clock.now(), office!.branch) <= DAY_OPENS;
}
