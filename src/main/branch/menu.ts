import { z } from 'zod';
import { hasCode, SpamsError } from '../../shared/errors.ts';
import { readFileIfAny, writeFileAtomic } from '../../shared/files.ts';
import { type BranchMenu, parseBranchMenu } from '../../shared/menu/menu.ts';
import { LIMITS, PATHS } from '../../shared/protocol.ts';
import type { Branch } from './branch.ts';
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
  const state = await readState(branch.home.menuState, stateSchema);
  // "Unchanged" is no answer for a PC whose copy was damaged.
  const headers: Record<string, string> = state?.etag && (await opens(branch)) ? { 'if-none-match': state.etag } : {};
  const answer = await branch.client.ask(PATHS.menu, { headers });
  const now = branch.clock.now().toISOString();
  if (answer.status === 304 && state) {
    await writeState(branch.home.menuState, { ...state, checkedAt: now });
    return { ...(await showMenu(branch)), changed: false, offline: undefined };
  }
  const menu = await checkMenu(branch, answer.body, state);
  await writeFileAtomic(branch.home.menu, answer.body);
  const next: MenuState = { highest: menu.version, etag: answer.etag ?? null, fetchedAt: now, checkedAt: now };
  await writeState(branch.home.menuState, next);
  branch.log.info(`menu version ${menu.version} fetched, ${menu.items.length} items`);
  return { ...(await showMenu(branch)), changed: state?.highest !== menu.version, offline: undefined };
}

/**
 * The menu on this PC, opened and verified anew. Throws `menu-none`, and what `openOfficeDocument` throws when the file
 * was damaged.
 */
export async function showMenu(branch: Branch): Promise<ShownMenu> {
  const sealed = await readFileIfAny(branch.home.menu, LIMITS.answer);
  const state = await readState(branch.home.menuState, stateSchema);
  if (!sealed || !state) throw new SpamsError('menu-none');
  const { body, signingTime } = await openMenu(branch, sealed);
  const menu = parseBranchMenu(body);
  const { fetchedAt, checkedAt } = state;
  return { menu, signedAt: signingTime, fetchedAt, checkedAt, stale: staleness(menu, checkedAt, branch.clock.now()) };
}

function opens(branch: Branch): Promise<boolean> {
  return showMenu(branch).then(
    () => true,
    () => false,
  );
}

async function showOffline(branch: Branch, reason: SpamsError): Promise<ShownMenu> {
  try {
    const shown = await showMenu(branch);
    return { ...shown, stale: shown.stale ?? 'offline' };
  } catch (error) {
    throw hasCode(error, 'menu-none') ? reason : error;
  }
}

async function checkMenu(branch: Branch, sealed: Buffer, state: MenuState | undefined): Promise<BranchMenu> {
  const menu = parseBranchMenu((await openMenu(branch, sealed)).body);
  if (menu.branch !== branch.config.branch)
    throw new SpamsError('branch-mismatch', { detail: `a menu of ${menu.branch}` });
  if (state && menu.version < state.highest) {
    const detail = `version ${menu.version} was offered, ${state.highest} has been seen`;
    throw new SpamsError('menu-rollback', { detail });
  }
  return menu;
}

/** To whoever reads the screen, every way in which the signature isn't the office's is one: not signed by head office. */
async function openMenu(branch: Branch, sealed: Buffer) {
  const { config, device, trust } = branch;
  try {
    return await openOfficeDocument(sealed, { kind: 'menu', branch: config.branch, device, trust });
  } catch (error) {
    if (!hasCode(error, 'signature-invalid', 'signer-untrusted', 'signer-not-valid-then', 'signer-wrong-role'))
      throw error;
    throw new SpamsError('menu-signature', { detail: error.message, cause: error });
  }
}

function staleness({ validUntil }: BranchMenu, checkedAt: string, now: Date): Staleness | null {
  if (validUntil !== null) return new Date(validUntil) <= now ? 'expired' : null;
  return now.getTime() - new Date(checkedAt).getTime() > FRESH ? 'not-checked' : null;
}
