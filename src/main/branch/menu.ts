import { z } from 'zod';
import { asSpamsError, hasCode, SpamsError } from '../../shared/errors.ts';
import { readFileIfAny, writeFileAtomic } from '../../shared/files.ts';
import { type MenuChange, menuChanges } from '../../shared/menu/changes.ts';
import { type BranchMenu, parseBranchMenu } from '../../shared/menu/menu.ts';
import { LIMITS, PATHS } from '../../shared/protocol.ts';
import type { Branch } from './branch.ts';
import type { BranchClock } from './clock.ts';
import { openOfficeDocument } from './office-document.ts';
import { readState, writeState } from './state.ts';

const stateSchema = z.object({
  /** The highest version ever seen: no older one is taken. */
  highest: z.int(),
  etag: z.string().nullable(),
  fetchedAt: z.iso.datetime(),
  /** When the office last said that this is the menu. */
  checkedAt: z.iso.datetime(),
});

type MenuState = z.infer<typeof stateSchema>;

/** Why a menu may not be what head office wants sold now. */
type Staleness = 'expired' | 'offline' | 'not-checked';

export interface ShownMenu {
  menu: BranchMenu;
  signedAt: Date;
  fetchedAt: string;
  checkedAt: string;
  stale: Staleness | null;
  /** What is different from the menu before, where that is still there. */
  changes: MenuChange[];
}

export interface FetchedMenu extends ShownMenu {
  changed: boolean;
  /** Why the office couldn't be reached, when the last menu is shown instead. */
  offline: SpamsError | undefined;
}

/** A menu without an end is called stale once the office was last reached so long ago, milliseconds (DESIGN section 4). */
const FRESH = 24 * 60 * 60 * 1000;

/**
 * Fetches the menu, or learns that it hasn't changed. Offline, the last one is given, marked stale.
 * @throws `menu-not-published`, `menu-signature`, `menu-rollback`, `recipient-mismatch`, `branch-mismatch`, `menu-none`
 *   when offline and there never was one
 */
export async function fetchMenu(branch: Branch): Promise<FetchedMenu> {
  const offline = await branch.tryConnect();
  if (offline) return { ...(await showOffline(branch, offline)), changed: false, offline };
  const kept = await keptMenu(branch);
  // "Unchanged" is no answer for a PC whose copy was damaged.
  const headers: Record<string, string> = kept.opened && kept.state?.etag ? { 'if-none-match': kept.state.etag } : {};
  const answer = await branch.client.ask(PATHS.menu, { headers });
  const now = branch.clock.now().toISOString();
  if (answer.status === 304 && kept.state) {
    await writeState(branch.home.menuState, { ...kept.state, checkedAt: now });
    return { ...(await showMenu(branch)), changed: false, offline: undefined };
  }
  const menu = await checkMenu(branch, answer.body, highestSeen(kept));
  if (kept.opened && kept.opened.menu.version !== menu.version) {
    await writeFileAtomic(branch.home.earlierMenu, kept.opened.sealed);
  }
  await writeFileAtomic(branch.home.menu, answer.body);
  const next: MenuState = { highest: menu.version, etag: answer.etag ?? null, fetchedAt: now, checkedAt: now };
  await writeState(branch.home.menuState, next);
  branch.log.info(`menu version ${menu.version} fetched, ${menu.items.length} items`);
  const changed = kept.opened?.menu.version !== menu.version;
  return { ...(await showMenu(branch)), changed, offline: undefined };
}

/**
 * The menu on this PC, opened and verified anew. Throws `menu-none`, and what `openOfficeDocument` throws when the file
 * was damaged.
 */
export async function showMenu(branch: Branch): Promise<ShownMenu> {
  const opened = await openKept(branch);
  if (!opened) throw new SpamsError('menu-none');
  const { menu, signedAt } = opened;
  // Where the note of when it came is lost, it came when it was signed: so it is called stale rather too early.
  const signed = signedAt.toISOString();
  const { fetchedAt, checkedAt } = (await keptState(branch)) ?? { fetchedAt: signed, checkedAt: signed };
  const changes = await changesIn(branch, menu);
  return { menu, signedAt, fetchedAt, checkedAt, stale: staleness(menu, checkedAt, branch.clock), changes };
}

interface OpenedMenu {
  sealed: Buffer;
  menu: BranchMenu;
  signedAt: Date;
}

/** What of the last menu can still be read: a new one is fetched over whatever is damaged. */
interface KeptMenu {
  opened: OpenedMenu | undefined;
  state: MenuState | undefined;
}

async function keptMenu(branch: Branch): Promise<KeptMenu> {
  const opened = await openKept(branch).catch((error: unknown) => {
    branch.log.warn(`the menu on this PC can't be opened: ${asSpamsError(error).message}`);
    return undefined;
  });
  return { opened, state: await keptState(branch) };
}

/** The highest version that this PC knows it has seen: the menu itself says so too, should its state be lost or behind. */
function highestSeen({ opened, state }: KeptMenu): number {
  return Math.max(state?.highest ?? 0, opened?.menu.version ?? 0);
}

async function openKept(branch: Branch): Promise<OpenedMenu | undefined> {
  const sealed = await readFileIfAny(branch.home.menu, LIMITS.answer);
  return sealed && openMenu(branch, sealed);
}

/** The menu before is there to compare with: one that can't be opened any more is none. */
async function changesIn(branch: Branch, menu: BranchMenu): Promise<MenuChange[]> {
  try {
    const sealed = await readFileIfAny(branch.home.earlierMenu, LIMITS.answer);
    return sealed ? menuChanges((await openMenu(branch, sealed)).menu, menu) : [];
  } catch (error) {
    branch.log.warn(`the menu before can't be opened: ${asSpamsError(error).message}`);
    return [];
  }
}

async function keptState({ home, log }: Branch): Promise<MenuState | undefined> {
  try {
    return await readState(home.menuState, stateSchema);
  } catch (error) {
    log.warn(asSpamsError(error).message);
    return undefined;
  }
}

async function showOffline(branch: Branch, reason: SpamsError): Promise<ShownMenu> {
  try {
    const shown = await showMenu(branch);
    return { ...shown, stale: shown.stale ?? 'offline' };
  } catch (error) {
    throw hasCode(error, 'menu-none') ? reason : error;
  }
}

async function checkMenu(branch: Branch, sealed: Buffer, highest: number): Promise<BranchMenu> {
  const { menu } = await openMenu(branch, sealed);
  if (menu.branch !== branch.config.branch)
    throw new SpamsError('branch-mismatch', { detail: `a menu of ${menu.branch}` });
  if (menu.version < highest) {
    const detail = `version ${menu.version} was offered, ${highest} has been seen`;
    throw new SpamsError('menu-rollback', { detail });
  }
  return menu;
}

/** To whoever reads the screen, every way in which the signature isn't the office's is one: not signed by head office. */
async function openMenu({ config, device, trust }: Branch, sealed: Buffer): Promise<OpenedMenu> {
  try {
    const expected = { kind: 'menu', branch: config.branch, device, trust } as const;
    const { body, signingTime } = await openOfficeDocument(sealed, expected);
    return { sealed, menu: parseBranchMenu(body), signedAt: signingTime };
  } catch (error) {
    if (!hasCode(error, 'signature-invalid', 'signer-untrusted', 'signer-not-valid-then', 'signer-wrong-role'))
      throw error;
    throw new SpamsError('menu-signature', { detail: error.message, cause: error });
  }
}

function staleness({ validUntil }: BranchMenu, checkedAt: string, clock: BranchClock): Staleness | null {
  const now = clock.now();
  if (validUntil !== null && new Date(validUntil) <= now) return 'expired';
  // A clock that went back knows neither whether it has ended nor how long ago the office was asked.
  if (clock.wentBack) return 'not-checked';
  return validUntil === null && now.getTime() - new Date(checkedAt).getTime() > FRESH ? 'not-checked' : null;
}
