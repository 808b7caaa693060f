import { SpamsError } from '../../shared/errors.ts';
import { likelyToday } from '../branch/preview.ts';
import type { Argument, Channel, Values } from './channels.ts';
import type { Desk } from './desk.ts';
import { monthView, pastDayView } from './history-view.ts';
import { ratePassphrase } from './passphrase.ts';
import { showReceipt } from './receipt-view.ts';

export type Handlers = { [C in Channel]: (argument: Argument<C>) => Promise<Values[C]> };

/** What answers each channel. The arguments have been checked; what is thrown is the window's error. */
export function handlersOf(desk: Desk): Handlers {
  const { screen } = desk;
  return {
    'app.state': async () => desk.state,
    'invite.read': async ({ text }) => desk.invites.read(text),
    'invite.open': async () => {
      const path = await screen.chooseInvite();
      return path === undefined ? null : desk.invites.open(path);
    },
    'invite.opened': async () => desk.invites.opened,
    'device.enrol': async ({ invite }) => done(desk.enrolDevice(invite)),
    'manager.enrol': async ({ invite, passphrase }) => done(desk.enrolManager(invite, passphrase)),
    'manager.changePassphrase': async (argument) => done(desk.changePassphrase(argument)),
    'passphrase.rate': ({ passphrase }) => ratePassphrase(passphrase),
    'menu.show': async () => desk.desks.menu.state,
    'menu.fetch': async () => desk.desks.menu.fetch({ asked: true }),
    ...closingHandlers(desk),
    'outbox.send': async () => done(desk.desks.outbox.send()),
    'receipt.show': async ({ documentId }) => showReceipt(desk.desks.branch, documentId),
    'network.show': async () => desk.network,
    'network.save': (choice) => desk.changeNetwork(choice),
    'network.try': (choice) => desk.tryNetwork(choice),
    ...tillHandlers(desk),
    'diagnostics.collect': () => desk.desks.diagnostics.collect(),
    'diagnostics.save': async () => desk.desks.diagnostics.save(),
    'history.month': async ({ month }) => monthView(desk.desks.branch, month),
    'history.day': async ({ businessDate }) => pastDayView(desk.desks.branch, businessDate),
    ...updateHandlers(desk),
    'page.print': () => screen.print(),
    'page.savePdf': async (argument) => screen.savePdf(await pdfName(desk, argument)),
  };
}

async function pdfName({ desks: { branch } }: Desk, argument: Argument<'page.savePdf'>): Promise<string> {
  if (argument.what === 'menu') return `SPAMS menu ${likelyToday(branch)}.pdf`;
  const { businessDate, number } = await showReceipt(branch, argument.documentId);
  return `SPAMS receipt ${businessDate} ${number}.pdf`;
}

type ClosingChannel = Extract<Channel, `closing.${string}`>;

function closingHandlers(desk: Desk): Pick<Handlers, ClosingChannel> {
  const { screen } = desk;
  return {
    'closing.choose': async ({ wanted }) => {
      const { closing, till } = desk.desks;
      const path = await screen.chooseSales(till.folder);
      return path === undefined ? null : closing.look(path, wanted);
    },
    'closing.drop': async ({ path, wanted }) => {
      if (path === '') throw new SpamsError('file-not-regular', { params: { path: 'What was dropped' } });
      return desk.desks.closing.look(path, wanted);
    },
    'closing.suggest': () => desk.desks.till.look(),
    'closing.watch': ({ on }) => done(desk.desks.till.watch(on)),
    'closing.takeSuggested': async () => {
      const { closing, till } = desk.desks;
      const found = await till.find();
      if (!found) throw new SpamsError('file-not-found', { params: { path: till.folder ?? '' } });
      return closing.look(found.path);
    },
    'closing.draft': async () => desk.desks.closing.view(),
    'closing.describe': async (argument) => desk.desks.closing.describe(argument),
    'closing.correct': async (argument) => desk.desks.closing.correct(argument),
    'closing.discard': async () => done(desk.desks.closing.discard()),
    'closing.upload': async (argument) => {
      const { closing, outbox } = desk.desks;
      try {
        const outcome = await desk.updates.during(closing.upload(argument));
        if (outcome.state !== 'delivered') outbox.planNext();
        return outcome;
      } finally {
        await desk.refresh();
      }
    },
    'closing.cancel': async () => desk.desks.closing.cancel(),
  };
}

function tillHandlers(desk: Desk): Pick<Handlers, Extract<Channel, `till.${string}`>> {
  return {
    'till.show': () => desk.desks.till.view(),
    'till.choose': async () => {
      const { till } = desk.desks;
      const folder = await desk.screen.chooseFolder(till.folder);
      return folder === undefined ? null : till.choose(folder);
    },
    'till.forget': () => desk.desks.till.choose(undefined),
  };
}

function updateHandlers({ updates, screen }: Desk): Pick<Handlers, Extract<Channel, `updates.${string}`>> {
  return {
    // Fetching may take long: the window hears of it by the state.
    'updates.check': async () => {
      void updates.check();
      return null;
    },
    'updates.restart': async () => {
      updates.restart();
      screen.quit();
      return null;
    },
  };
}

async function done(work: Promise<void>): Promise<null> {
  await work;
  return null;
}
