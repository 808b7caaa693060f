import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Argument, Channel, EventName, Events, Values } from '../main/app/channels.ts';
import type { Result } from '../main/app/views.ts';

/** One function per channel: the page can't name another. */
const request =
  <C extends Channel>(channel: C) =>
  (argument: Argument<C>): Promise<Result<Values[C]>> =>
    ipcRenderer.invoke(channel, argument);

/** Gives what stops it. */
const listen =
  <E extends EventName>(event: E) =>
  (told: (value: Events[E]) => void): (() => void) => {
    const listener = (_: unknown, value: Events[E]): void => told(value);
    ipcRenderer.on(event, listener);
    return () => ipcRenderer.off(event, listener);
  };

const bridge = {
  state: request('app.state'),
  onState: listen('app.state'),

  readInvite: request('invite.read'),
  openInvite: request('invite.open'),
  openedInvite: request('invite.opened'),
  onInvite: listen('invite'),
  enrolDevice: request('device.enrol'),
  enrolManager: request('manager.enrol'),
  onEnrolmentStep: listen('enrolment.step'),
  changePassphrase: request('manager.changePassphrase'),
  ratePassphrase: request('passphrase.rate'),

  showMenu: request('menu.show'),
  fetchMenu: request('menu.fetch'),
  onMenu: listen('menu'),

  chooseSales: request('closing.choose'),
  /** Only a file that a person dropped has a path; the page can't make one up. */
  dropSales: (file: File, wanted: Argument<'closing.drop'>['wanted']) =>
    request('closing.drop')({ path: webUtils.getPathForFile(file), wanted }),
  suggestSales: request('closing.suggest'),
  watchSuggestion: request('closing.watch'),
  onSuggestion: listen('suggestion'),
  takeSuggestedSales: request('closing.takeSuggested'),
  draft: request('closing.draft'),
  describeDraft: request('closing.describe'),
  correctDraft: request('closing.correct'),
  discardDraft: request('closing.discard'),
  upload: request('closing.upload'),
  cancelUpload: request('closing.cancel'),
  onUploadProgress: listen('upload.progress'),

  checkForUpdates: request('updates.check'),
  restartToUpdate: request('updates.restart'),

  sendOutbox: request('outbox.send'),
  showReceipt: request('receipt.show'),
  showNetwork: request('network.show'),
  saveNetwork: request('network.save'),
  tryNetwork: request('network.try'),
  showTillFolder: request('till.show'),
  chooseTillFolder: request('till.choose'),
  forgetTillFolder: request('till.forget'),
  collectDiagnostics: request('diagnostics.collect'),
  saveDiagnostics: request('diagnostics.save'),
  pastMonth: request('history.month'),
  pastDay: request('history.day'),
  print: request('page.print'),
  savePdf: request('page.savePdf'),
};

/** All that the renderer sees of the main process. */
export type SpamsBridge = Readonly<typeof bridge>;

export type * from '../main/app/views.ts';

contextBridge.exposeInMainWorld('spams', bridge);
