import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { unlockManager } from '../../../src/main/branch/managers.ts';
import { openOfficeDocument } from '../../../src/main/branch/office-document.ts';
import { checkReceipt } from '../../../src/main/branch/receipts.ts';
import { receiptOf } from '../../../src/server/closings/receipts.ts';
import { receiveClosing } from '../../../src/server/closings/receive.ts';
import { branchMenu } from '../../../src/server/menus/branch-menu.ts';
import { open, seal } from '../../../src/shared/cms/enveloped-data.ts';
import type { Signer } from '../../../src/shared/cms/signed-data.ts';
import { parseBranchMenu } from '../../../src/shared/menu/menu.ts';
import type { Certificate } from '../../../src/shared/pki/certificate.ts';
import type { BranchIdentity } from '../../../src/shared/pki/identity.ts';
import { templateBranch } from '../../support/branch.ts';
import { TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';

export type Kind = 'menu' | 'closing' | 'receipt';

/** A true document of the exchange, with all that it takes to make another in its place. */
export interface Target {
  kind: Kind;
  signedData: Buffer;
  /** As it goes over the wire. */
  sealed: Buffer;
  /** Who signs such documents. */
  signer: Signer;
  /** Whom they are sealed to. */
  recipient: Certificate;
  /** What the other side's own code makes of whatever comes in its place. */
  judge(sealed: Buffer): Promise<unknown>;
}

export interface Exchange {
  office: TestOffice;
  branch: Branch;
  targets: Record<Kind, Target>;
}

export const KINDS: readonly Kind[] = ['menu', 'closing', 'receipt'];

/** Seals what stands in for a target's SignedData as its true sender would: no GCM tag hides it from the other side. */
export const sealedFor = ({ recipient }: Target, signedData: Buffer): Promise<Buffer> => seal(signedData, recipient);

/** Hands a target's receiver another SignedData, well sealed. */
export const judgeSigned = async (target: Target, signedData: Buffer): Promise<unknown> =>
  target.judge(await sealedFor(target, signedData));

/**
 * One menu, one closing and one receipt that the template's office and branch really made, without a network. The office
 * hasn't seen the closing: its receipt is another closing's.
 */
export async function exchange(): Promise<Exchange> {
  const office = await TestOffice.open();
  const branch = await templateBranch(office);
  await office.publish();
  return {
    office,
    branch,
    targets: {
      menu: await menu(office, branch),
      closing: await closing(office, branch),
      receipt: await receipt(office, branch),
    },
  };
}

async function menu({ context }: TestOffice, branch: Branch): Promise<Target> {
  const { config, device, trust } = branch;
  const { signed_data: signedData } = await branchMenu(context, config.branch);
  const recipient = device.current.certificate;
  const sealed = await seal(signedData, recipient);
  const judge = async (bytes: Buffer): Promise<unknown> =>
    parseBranchMenu((await openOfficeDocument(bytes, { kind: 'menu', branch: config.branch, device, trust })).body);
  return { kind: 'menu', signedData, sealed, signer: await context.keys.signing(), recipient, judge };
}

async function closing({ context }: TestOffice, branch: Branch): Promise<Target> {
  const { signedData, sealed } = await queued(branch, 'main');
  const signer = await unlockManager(branch, 'mei', PASSPHRASE);
  const recipient = await context.keys.encryptionCertificate();
  const judge = (bytes: Buffer): Promise<unknown> => receiveClosing(context, bytes, identityOf(branch));
  return { kind: 'closing', signedData, sealed, signer, recipient, judge };
}

async function receipt({ context }: TestOffice, branch: Branch): Promise<Target> {
  const { entry, sealed: sent } = await queued(branch, 'bar');
  const signedData = receiptOf((await receiveClosing(context, sent, identityOf(branch))).closing);
  const { current, earlier } = branch.device;
  const sealed = await seal(signedData, current.certificate);
  const judge = async (bytes: Buffer): Promise<unknown> =>
    checkReceipt(branch, await open(bytes, [current, ...earlier]), entry);
  return {
    kind: 'receipt',
    signedData,
    sealed,
    signer: await context.keys.signing(),
    recipient: current.certificate,
    judge,
  };
}

/** A closing of the branch's own, which lies in its outbox as the office can't be reached. */
async function queued(branch: Branch, part: string) {
  const { entry } = await upload(branch, { part });
  const file = (name: string): Promise<Buffer> => readFile(join(branch.home.outbox, entry.documentId, name));
  const signedData = await open(await file('signed.p7m'), [branch.device.current]);
  return { entry, signedData, sealed: await file('closing.p7m') };
}

const identityOf = ({ device }: Branch): BranchIdentity => device.current.certificate.identity as BranchIdentity;
