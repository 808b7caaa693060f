import { isDeepStrictEqual } from 'node:util';
import { OID } from '../../../src/shared/asn1/oids.ts';
import type { DerReader } from '../../../src/shared/asn1/reader.ts';
import { sequence } from '../../../src/shared/asn1/writer.ts';
import { certsOnly, readCertsOnly } from '../../../src/shared/cms/certs-only.ts';
import { contentInfo, readContentInfo } from '../../../src/shared/cms/content-info.ts';
import { readDocument, type SignedDocument, signDocument } from '../../../src/shared/cms/document.ts';
import { type Entity, parseEntity, serializeEntity } from '../../../src/shared/cms/entity.ts';
import { open, seal } from '../../../src/shared/cms/enveloped-data.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import { type BranchMenu, parseBranchMenu, serializeBranchMenu } from '../../../src/shared/menu/menu.ts';
import { readMenu } from '../../../src/shared/menu/read.ts';
import { type Certificate, isSignedBy, readCertificate } from '../../../src/shared/pki/certificate.ts';
import { makeCrl, readCrl } from '../../../src/shared/pki/crl.ts';
import { formatInvite, type Invite, parseInvite } from '../../../src/shared/pki/invite.ts';
import { openWithPassphrase, sealUnderPassphrase } from '../../../src/shared/pki/passphrase-box.ts';
import { makeRequest, readRequest } from '../../../src/shared/pki/request.ts';
import { parseReceipt, type Receipt, serializeReceipt } from '../../../src/shared/receipt.ts';
import { readSales, type SalesReading } from '../../../src/shared/sales/read.ts';
import { salesTotalsSchema } from '../../../src/shared/sales/sales.ts';
import { CLOSING } from '../../shared/cms/entities.ts';
import { SALES } from '../../support/closings.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';
import { LAKSA } from '../../support/office.ts';
import { daysFrom, NOW, type TestPki } from '../../support/pki.ts';
import { PASSPHRASE } from '../../support/shared.ts';
import { totals } from '../../support/totals.ts';

/** One of those that take bytes or text from outside. */
export interface Parser<T = unknown> {
  /** Where bad inputs are made for it by hand, one by one. */
  tests: string;
  good: Buffer;
  parse(bytes: Buffer): T | Promise<T>;
  /** All that it may fail with. */
  codes: readonly ErrorCode[];
  /** What must be so of whatever it takes, the good sample or not. */
  holds(value: T, bytes: Buffer): boolean;
}

const RECEIPT: Receipt = {
  number: '7ZK3Q0RV',
  documentId: '0190a0a0-0000-7000-8000-000000000000',
  branch: 'SG-01',
  businessDate: '2026-11-23',
  part: 'main',
  revision: 1,
  manager: 'mei',
  fileSha256: 'ab'.repeat(32),
  sha256: 'cd'.repeat(32),
  evidenceSha256: 'ef'.repeat(32),
  receivedAt: NOW.toISOString(),
  audit: { sequence: 7, head: '01'.repeat(32) },
  totals: totals({ lines: 2, quantity: 5, net: 1780 }),
  warnings: [],
  needsReview: false,
};

const MENU: BranchMenu = {
  branch: 'SG-01',
  version: 7,
  publishedAt: NOW.toISOString(),
  validFrom: NOW.toISOString(),
  validUntil: null,
  currency: 'SGD',
  items: [LAKSA],
};

const INVITE: Invite = {
  url: 'https://office.test:8443',
  root: 'ab'.repeat(32),
  id: 'abcdefgh',
  code: 'A'.repeat(22),
  office: 'So Power',
  role: 'device',
  branch: 'SG-01',
  holder: 'main',
};

const SECRET = Buffer.from('a private key');

/** Those that both sides share, by name, each with a good sample. */
export async function sharedParsers(pki: TestPki) {
  return { ...(await cmsParsers(pki)), ...(await pkiParsers(pki)), ...contentParsers() };
}

/** What is signed must say what was signed, or not be taken. */
async function cmsParsers({ manager, officeEncryption, chain }: TestPki) {
  const signedData = await signDocument(CLOSING, manager);
  const { fingerprint } = manager.certificate;
  return {
    readContentInfo: parser({
      tests: 'tests/shared/cms/signed-data.test.ts',
      good: signedData,
      parse: (bytes) => readContentInfo(bytes, OID.signedData),
      codes: ['document-malformed'],
      holds: (reader: DerReader, bytes) =>
        contentInfo(OID.signedData, sequence(...reader.rest(1_000).map(({ raw }) => raw))).equals(bytes),
    }),
    readDocument: parser({
      tests: 'tests/shared/cms/signed-attributes.test.ts',
      good: signedData,
      parse: readDocument,
      codes: ['document-malformed', 'signature-invalid'],
      holds: ({ header, body, signer, signingTime }: SignedDocument) =>
        isDeepStrictEqual(
          [{ header, body }, signer.fingerprint, signingTime],
          [CLOSING, fingerprint, CLOSING.header.date],
        ),
    }),
    open: parser({
      tests: 'tests/shared/cms/enveloped-data.test.ts',
      good: await seal(SECRET, officeEncryption.certificate),
      parse: (bytes) => open(bytes, [officeEncryption]),
      codes: ['not-opened', 'unknown-recipient-key'],
      holds: (plaintext: Buffer) => plaintext.equals(SECRET),
    }),
    readCertsOnly: parser({
      tests: 'tests/shared/cms/certs-only.test.ts',
      good: certsOnly(chain),
      parse: readCertsOnly,
      codes: ['document-malformed'],
      holds: (certificates: Certificate[], bytes) => certsOnly(certificates).length === bytes.length,
    }),
    parseEntity: parser({
      tests: 'tests/shared/cms/malformed-entity.test.ts',
      good: serializeEntity(CLOSING),
      parse: parseEntity,
      codes: ['document-malformed'],
      holds: (entity: Entity, bytes) => serializeEntity(entity).equals(bytes),
    }),
  };
}

/** What has a signature inside is the good one, to the byte, or not taken. */
async function pkiParsers({ issuing, device }: TestPki) {
  const good = device.certificate.der;
  const revoked = [{ serial: device.certificate.serial, at: NOW }];
  const crl = await makeCrl(issuing, { number: 7, thisUpdate: NOW, nextUpdate: daysFrom(NOW, 7), revoked });
  const request = await makeRequest(testKey(FREE_KEY));
  return {
    readCertificate: parser({
      tests: 'tests/shared/pki/malformed-certificate.test.ts',
      good,
      parse: readCertificate,
      codes: ['document-malformed'],
      holds: (certificate: Certificate, bytes) =>
        certificate.der.equals(bytes) && isSignedBy(certificate, issuing.certificate) === bytes.equals(good),
    }),
    readCrl: parser({
      tests: 'tests/shared/pki/crl.test.ts',
      good: crl,
      parse: (bytes) => readCrl(bytes, issuing.certificate),
      codes: ['document-malformed', 'signature-invalid'],
      holds: (_, bytes) => bytes.equals(crl),
    }),
    readRequest: parser({
      tests: 'tests/shared/pki/request.test.ts',
      good: request,
      parse: readRequest,
      codes: ['document-malformed'],
      holds: (_, bytes) => bytes.equals(request),
    }),
    parseInvite: parser({
      tests: 'tests/shared/pki/invite.test.ts',
      good: Buffer.from(formatInvite(INVITE)),
      parse: (bytes) => parseInvite(bytes.toString()),
      codes: ['invite-malformed'],
      holds: (invite: Invite) => isDeepStrictEqual(parseInvite(formatInvite(invite)), invite),
    }),
    openWithPassphrase: parser({
      tests: 'tests/shared/pki/passphrase-box.test.ts',
      good: await sealUnderPassphrase(SECRET, PASSPHRASE),
      parse: (bytes) => openWithPassphrase(bytes, PASSPHRASE, 'managers/mei.json'),
      codes: ['state-damaged', 'passphrase-wrong'],
      holds: (secret: Buffer) => secret.equals(SECRET),
    }),
  };
}

/** What isn't signed by itself follows its schema, or isn't taken; a day's sales always are. */
function contentParsers() {
  return {
    parseReceipt: parser({
      tests: 'tests/shared/receipt.test.ts',
      good: serializeReceipt(RECEIPT),
      parse: parseReceipt,
      codes: ['document-malformed'],
      holds: (receipt: Receipt) => isDeepStrictEqual(parseReceipt(serializeReceipt(receipt)), receipt),
    }),
    parseBranchMenu: parser({
      tests: 'tests/shared/menu/menu.test.ts',
      good: serializeBranchMenu(MENU),
      parse: parseBranchMenu,
      codes: ['document-malformed'],
      holds: (menu: BranchMenu) => isDeepStrictEqual(parseBranchMenu(serializeBranchMenu(menu)), menu),
    }),
    readMenu: parser({
      tests: 'tests/shared/menu/malformed.test.ts',
      good: Buffer.from('Category,Code,Name,Price\r\nMains,101,Laksa,6.50\r\nDrinks,201,Kopi,1.60\r\n'),
      parse: (bytes) => readMenu(bytes, { currency: 'SGD' }),
      codes: ['menu-unreadable'],
      holds: ({ items }: ReturnType<typeof readMenu>) =>
        items.length > 0 && parseBranchMenu(serializeBranchMenu({ ...MENU, items })).items.length === items.length,
    }),
    readSales: parser({
      tests: 'tests/shared/sales/malformed.test.ts',
      good: Buffer.from(SALES),
      parse: (bytes) => readSales(bytes, { currency: 'SGD' }),
      codes: [],
      holds: (sales: SalesReading) =>
        salesTotalsSchema.parse(sales.totals).lines <= sales.lines.length &&
        (sales.lines.length > 0 || sales.needsReview),
    }),
  };
}

/** Lets each entry of the table say what its own parser gives. */
export const parser = <T>(each: Parser<T>): Parser<T> => each;
