import { type Browser, inBackground } from './cdp.ts';

/** Where Chromium has a page. A window has a browser context of its own, so whatever else is in it is a popup. */
export interface Target {
  targetId: string;
  browserContextId: string;
}

/** A page has opened one before anybody can say no: it is closed as soon as it is seen. */
export function closePopups(browser: Browser, { targetId, browserContextId }: Target, isDenied: () => boolean): void {
  browser.on('Target.targetCreated', ({ targetInfo: popup }) => {
    if (popup.browserContextId !== browserContextId || popup.targetId === targetId || !isDenied()) return;
    inBackground(browser.send('Target.closeTarget', { targetId: popup.targetId }));
  });
}
