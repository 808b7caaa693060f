import { v7 as uuidv7 } from 'uuid';
import { receiveClosing } from '../../src/server/closings/receive.ts';
import type { OfficeContext } from '../../src/server/context.ts';
import { businessDateAt } from '../../src/shared/business-date.ts';
import { readDocument } from '../../src/shared/cms/document.ts';
import { type ClosingHeader, type Entity, serializeEntity } from '../../src/shared/cms/entity.ts';
import { open, seal } from '../../src/shared/cms/enveloped-data.ts';
import { type Signer, sign } from '../../src/shared/cms/signed-data.ts';
import { type BranchIdentity, identityUrn, OFFICE_ENCRYPTION_URN } from '../../src/shared/pki/identity.ts';
import { parseReceipt, type Receipt } from '../../src/shared/receipt.ts';
import { enrolHolder } from './holders.ts';
import { testKey } from './keys.ts';
import type { Holder } from './pki.ts';
import { BRANCH_SETTINGS } from './shared.ts';

/** Two lines, five pieces, SGD 17.80. */
export const SALES = 'Item,Quantity,Unit price,Amount\r\nLaksa,2,6.50,13.00\r\nKopi,3,1.60,4.80\r\n';

/** A closing at each stage of its making. */
export interface Closing {
  header: ClosingHeader;
  file: Buffer;
  signedData: Buffer;
  /** As it is sent. */
  sealed: Buffer;
}

/** What to put into a closing in place of what a well-made one holds. */
export interface Given extends Partial<ClosingHeader> {
  file?: string | Buffer;
  signer?: Signer;
  /** When it says it was signed; the office's time, if left out. */
  signingTime?: Date;
}

/** A PC and a manager of one branch who close days by hand, with every part of the document free to be wrong. */
export class Desk {
  readonly office: OfficeContext;
  readonly device: Holder;
  readonly manager: Holder;

  private constructor(office: OfficeContext, device: Holder, manager: Holder) {
    this.office = office;
    this.device = device;
    this.manager = manager;
  }

  /** The PC `desk` and the manager `ann` of a branch, new and enrolled under the prepared keys from `firstKey` on. */
  static async open(office: OfficeContext, branch = 'SG-01', firstKey = 6): Promise<Desk> {
    const device = await enrolHolder(office, { role: 'device', branch, id: 'desk' }, testKey(firstKey));
    const manager = await enrolHolder(office, { role: 'manager', branch, id: 'ann' }, testKey(firstKey + 1));
    return new Desk(office, device, manager);
  }

  get branch(): string {
    return this.identity.branch;
  }

  get identity(): BranchIdentity {
    return this.device.certificate.identity as BranchIdentity;
  }

  /** The business date that goes on. */
  get today(): string {
    return businessDateAt(this.office.clock(), { timeZone: BRANCH_SETTINGS.timeZone, cutoff: BRANCH_SETTINGS.cutoff });
  }

  /** Today's closing, well made but for what is given. */
  async closing({ file = SALES, signer = this.manager, signingTime, ...given }: Given = {}): Promise<Closing> {
    const now = this.office.clock();
    const date = signingTime ?? now;
    const header: ClosingHeader = {
      kind: 'closing',
      id: uuidv7({ msecs: now.getTime() }),
      date,
      from: signer.certificate.identity ? identityUrn(signer.certificate.identity) : '',
      to: OFFICE_ENCRYPTION_URN,
      branch: this.branch,
      fileName: 'day_end.csv',
      businessDate: this.today,
      part: 'main',
      revision: 1,
      ...given,
    };
    const body = Buffer.from(file);
    const signedData = await signEntity({ header, body }, signer, date);
    return { header, file: body, signedData, sealed: await this.seal(signedData) };
  }

  async seal(signedData: Buffer): Promise<Buffer> {
    return seal(signedData, await this.office.keys.encryptionCertificate());
  }

  /** Hands a sealed document to the office as if it came over this PC's connection. */
  send({ sealed }: Pick<Closing, 'sealed'>, over: BranchIdentity = this.identity) {
    return receiveClosing(this.office, sealed, over);
  }

  /** Makes a closing and sends it. */
  async close(given: Given = {}) {
    return this.send(await this.closing(given));
  }
}

/** Signs an entity, whatever time it shows in its own header. */
export function signEntity(entity: Entity, signer: Signer, signingTime: Date): Promise<Buffer> {
  return sign(serializeEntity(entity), signer, signingTime);
}

/** What a receipt's SignedData says. */
export async function readReceipt(signedData: Buffer | null): Promise<Receipt> {
  if (!signedData) throw new Error('there is no receipt');
  return parseReceipt((await readDocument(signedData)).body);
}

/** The SignedData that was sealed to this holder. */
export const opened = (sealed: Buffer, { certificate, privateKey }: Holder): Promise<Buffer> =>
  open(sealed, [{ certificate, privateKey }]);
