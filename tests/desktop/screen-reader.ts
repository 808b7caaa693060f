import type { Page } from 'playwright-core';

/** Listens to what a screen reader says by itself from now on: each text that comes into a live region, in order. */
export async function screenReader(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const live = '[role="status"], [role="alert"]';
    const said: string[] = [];
    const say = (region: Element): void => {
      const text = region.textContent?.trim();
      if (text) said.push(text);
    };
    const regionsIn = ({ target, addedNodes }: MutationRecord): Element[] => {
      const around = (target instanceof Element ? target : target.parentElement)?.closest(live);
      if (around) return [around];
      const added = [...addedNodes].filter((node) => node instanceof Element);
      return added.flatMap((node) => [...(node.matches(live) ? [node] : []), ...node.querySelectorAll(live)]);
    };
    const observer = new MutationObserver((changes) => new Set(changes.flatMap(regionsIn)).forEach(say));
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { said });
  });
  return () => page.evaluate('said');
}
