import { expect, test } from 'vitest';
import { testFolder } from '../support/folders.ts';
import { launchApp } from './launch-app.ts';

test('the built app shows its window', async () => {
  const app = await launchApp({ userData: await testFolder() });
  expect(await app.page.title()).toBe('SPAMS');
  expect(app.desktop.windows).toMatchObject([{ isVisible: true, width: 1100, height: 760 }]);
  await app.screenshot('first-window');
});
