import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { addBranch, addHolder, type BranchSettings } from '../../src/server/authority/branches.ts';
import { readConfig, writeConfig } from '../../src/server/config.ts';
import { createLog } from '../../src/server/log.ts';
import { publishMenu, type Validity } from '../../src/server/menus/publications.ts';
import { type Office, openOffice } from '../../src/server/office.ts';
import { type Server, serve } from '../../src/server/serve.ts';
import { type MenuItem, menuItem } from '../../src/shared/menu/item.ts';
import { TestClock } from './clock.ts';
import { testFolder } from './folders.ts';
import { freePort } from './ports.ts';
import { BRANCH_SETTINGS } from './shared.ts';

export const LAKSA = menuItem({
  category: 'Mains',
  code: '101',
  name: 'Laksa 叻沙',
  description: 'Rice noodles, coconut curry',
  price: 650,
  allergens: ['crustaceans', 'fish'],
});

/**
 * An office of a test's own, on a clock of the test's: a copy of the template, which has the branch SG-01 with its PC
 * `main` and its manager `mei` enrolled (`templateBranch` opens that PC).
 */
export class TestOffice {
  readonly folder: string;
  readonly clock: TestClock;
  readonly context: Office;
  /** What it logged, line by line. */
  readonly log: string[] = [];
  #server: Server | undefined;

  private constructor(folder: string, clock: TestClock, context: Office) {
    this.folder = folder;
    this.clock = clock;
    this.context = context;
  }

  /** An office that isn't serving: for commands, and for what needs no network. */
  static async open(clock = new TestClock()): Promise<TestOffice> {
    const folder = join(await testFolder(), 'office');
    await cp(join(inject('template'), 'office'), folder, { recursive: true });
    const config = await readConfig(folder);
    await writeConfig(folder, {
      ...config,
      port: await freePort(),
      admin: { host: '127.0.0.1', port: await freePort() },
    });
    return TestOffice.reopen({ folder, clock });
  }

  /** The office in a folder, as after a restart. */
  static async reopen({ folder, clock }: Pick<TestOffice, 'folder' | 'clock'>): Promise<TestOffice> {
    const office = new TestOffice(folder, clock, await openOffice(folder, { clock: clock.now }));
    onTestFinished(() => office.stop());
    return office;
  }

  /** An office that branches can reach. */
  static async start(clock = new TestClock()): Promise<TestOffice> {
    const office = await TestOffice.open(clock);
    await office.serve();
    return office;
  }

  get url(): string {
    return `https://localhost:${this.context.config.port}`;
  }

  get adminUrl(): string {
    return `http://127.0.0.1:${this.context.config.admin.port}`;
  }

  async serve(): Promise<void> {
    const log = createLog({ write: (line: string) => void this.log.push(line) });
    this.#server = await serve(this.context, log, '127.0.0.1');
  }

  /** Ends serving, and the office with it. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) await server.stop();
    else await this.context.close();
  }

  /** Adds a branch; gives the invite of its first PC. */
  addBranch(code = 'SG-02', settings: Partial<BranchSettings> = {}): Promise<string> {
    return addBranch(this.context, code, { ...BRANCH_SETTINGS, ...settings }, 'tests');
  }

  /** Adds a manager; gives the invite. */
  addManager(branch: string, id = 'mei'): Promise<string> {
    return addHolder(this.context, { role: 'manager', branch, id }, 'Mei 美', 'tests');
  }

  publish(items: MenuItem[] = [LAKSA], validity: Partial<Validity> = {}): Promise<number> {
    const { validFrom = this.clock.now(), validUntil } = validity;
    return publishMenu(this.context, { currency: 'SGD', items }, { validFrom, validUntil }, 'tests');
  }
}
