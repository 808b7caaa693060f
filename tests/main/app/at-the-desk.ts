import type { DraftView } from '../../../src/main/app/views.ts';
import { openDesk, type TestDesk } from '../../support/desk.ts';
import { branchBehindFake, type FakeOffice } from '../../support/fake-office.ts';
import { TestOffice } from '../../support/office.ts';
import { salesFile } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';

export interface AtTheDesk extends TestDesk {
  office: TestOffice;
  fake: FakeOffice;
  /** The branch's home. */
  folder: string;
  /** The file that is being looked at. */
  path: string;
  draft: DraftView;
}

/** An enrolled branch at which the manager has just chosen a file of SALES. */
export async function atTheDesk(): Promise<AtTheDesk> {
  const office = await TestOffice.start();
  const { fake, branch } = await branchBehindFake(office);
  const { folder } = branch.home;
  await branch.home.release();
  const desk = await openDesk(folder, office);
  await desk.settled();
  const path = await salesFile();
  desk.screen.choices.push(path);
  const draft = await desk.ask['closing.choose']({ wanted: null });
  return { ...desk, office, fake, folder, path, draft: draft! };
}

/** What an upload says beside which file and day it is. */
export const CLOSING = { manager: 'mei', passphrase: PASSPHRASE, part: 'main', replace: false };

/** The file and the day of a draft, as an upload names them. */
export const pick = ({ businessDate, fileSha256 }: DraftView): Pick<DraftView, 'businessDate' | 'fileSha256'> => {
  return { businessDate, fileSha256 };
};
