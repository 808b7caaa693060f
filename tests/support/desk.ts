import { onTestFinished } from 'vitest';
import type { EventName, Events } from '../../src/main/app/channels.ts';
import { Desk } from '../../src/main/app/desk.ts';
import { type Handlers, handlersOf } from '../../src/main/app/handlers.ts';
import type { Screen } from '../../src/main/app/screen.ts';
import type { AppState } from '../../src/main/app/views.ts';
import { fileProtection } from '../../src/main/branch/device.ts';
import { DIRECT } from '../../src/main/branch/network/routes.ts';
import type { TestOffice } from './office.ts';
import { TestUpdater } from './updater.ts';

type Told = { [E in EventName]: { event: E; value: Events[E] } }[EventName];

/** A desktop whose person answers each dialog as the test says, and which keeps what the window was told. */
class TestScreen implements Screen {
  readonly #told: Told[] = [];
  /** The paths that the person chooses next. */
  readonly choices: string[] = [];
  readonly #listeners = new Set<() => void>();

  tell: Screen['tell'] = (event, value) => {
    this.#told.push({ event, value } as Told);
    for (const listener of this.#listeners) listener();
  };
  chooseInvite = async () => this.choices.shift();
  chooseSales = async () => this.choices.shift();
  chooseFolder = async () => this.choices.shift();
  print = async () => true;
  /** The names that were suggested for what the person saved. */
  readonly saved: string[] = [];
  /** The archives that the person saved, by name. */
  readonly archives = new Map<string, Buffer>();
  saveArchive = async (suggestedName: string, archive: Buffer) => {
    this.archives.set(suggestedName, archive);
    return true;
  };
  savePdf = async (suggestedName: string) => {
    this.saved.push(suggestedName);
    return true;
  };
  /** How often SPAMS was to end. */
  quits = 0;
  quit = () => {
    this.quits += 1;
  };

  /** What the window was told by this event, in order. */
  all<E extends EventName>(event: E): Events[E][] {
    return this.#told.filter((each) => each.event === event).map(({ value }) => value as Events[E]);
  }

  /** Waits until what the window was told last by this event is so. */
  until<E extends EventName>(event: E, isSo: (value: Events[E]) => boolean): Promise<Events[E]> {
    return new Promise((resolve) => {
      const look = (): void => {
        const last = this.all(event).at(-1);
        if (!last || !isSo(last)) return;
        this.#listeners.delete(look);
        resolve(last);
      };
      this.#listeners.add(look);
      look();
    });
  }
}

export interface TestDesk {
  desk: Desk;
  screen: TestScreen;
  updater: TestUpdater;
  ask: Handlers;
  /** Once what goes on behind the window has been said. */
  settled(): Promise<AppState>;
}

/** The branch app over a home, on the office's clock, without a window; stopped when the test ends. */
export async function openDesk(folder: string, { clock }: Pick<TestOffice, 'clock'>): Promise<TestDesk> {
  const screen = new TestScreen();
  const updater = new TestUpdater();
  const desk = new Desk({
    folder,
    protection: fileProtection,
    screen,
    updater,
    now: clock.now,
    systemRoutes: async () => [DIRECT],
  });
  onTestFinished(() => desk.stop());
  await desk.start();
  const settled = () => screen.until('app.state', ({ connection }) => connection.state !== 'connecting');
  return { desk, screen, updater, ask: handlersOf(desk), settled };
}
