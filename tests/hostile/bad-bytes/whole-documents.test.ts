import { describe, expect, it, vi } from 'vitest';
import { integer, octetString, oid, sequence } from '../../../src/shared/asn1/writer.ts';
import { certsOnly } from '../../../src/shared/cms/certs-only.ts';
import { readDocument } from '../../../src/shared/cms/document.ts';
import { sign } from '../../../src/shared/cms/signed-data.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import { contentsAt, doubled, elementAt, replaceAt, swappedFor } from '../../shared/asn1/patch.ts';
import { attribute, buildSignedData, buildSignerInfo, goodAttributes } from '../../shared/cms/build-signed-data.ts';
import { type Exchange, exchange, KINDS, type Kind, sealedFor, type Target } from './exchange.ts';
import { contentInfoOf, nested, nestedWithoutEnd } from './shapes.ts';
import { verdicts } from './verdicts.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** What stands in for the document, well sealed; and what every receiver refuses it with. */
type Attack = readonly [
  what: string,
  code: ErrorCode,
  make: (target: Target, exchange: Exchange) => Buffer | Promise<Buffer>,
];

const LEVELS = 1_000_000;
const BOMB = nested(LEVELS);

/** The signed entity of a target. */
const entityOf = ({ signedData }: Target): Buffer => contentsAt(signedData, [1, 0, 2, 1, 0]);

/** The target's signer puts its true signature on other bytes. */
const signs = ({ signer }: Target, { office }: Exchange, content: Buffer): Promise<Buffer> =>
  sign(content, signer, office.clock.now());

/** The target's entity, one of its header's lines changed, truly signed. */
async function headed(target: Target, exchange: Exchange, change: (lines: string[]) => string[]): Promise<Buffer> {
  const text = entityOf(target).toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const lines = change(text.slice(0, end).split('\r\n'));
  return signs(target, exchange, Buffer.from(lines.join('\r\n') + text.slice(end), 'latin1'));
}

/** Signed again by its signer with what is given in other parts. */
const rebuilt = (target: Target, { office }: Exchange, changes: Parameters<typeof buildSignedData>[3]): Buffer =>
  buildSignedData(target.signer, entityOf(target), office.clock.now(), changes);

const twoSigners: Attack[2] = async (target, exchange) => {
  const { office, targets } = exchange;
  const other = targets[target.kind === 'closing' ? 'menu' : 'closing'].signer;
  const signers = [target.signer, other];
  const signerInfos = signers.map((each) => buildSignerInfo(each, entityOf(target), office.clock.now()));
  const certificates = [...signers, ...target.signer.chain.map((certificate) => ({ certificate }))];
  return rebuilt(target, exchange, {
    signerInfos,
    certificates: certificates.map(({ certificate }) => certificate.der),
  });
};

const ATTACKS: readonly Attack[] = [
  // Not a SignedData at all
  ['nothing', 'document-malformed', () => Buffer.alloc(0)],
  ['its entity alone', 'document-malformed', entityOf],
  ['sealed twice', 'document-malformed', ({ sealed }) => sealed],
  ['certificates alone', 'document-malformed', ({ signer }) => certsOnly([signer.certificate, ...signer.chain])],
  ['id-data', 'document-malformed', (target) => contentInfoOf('data', octetString(entityOf(target)))],
  [
    'a SignedData of another type',
    'document-malformed',
    ({ signedData }) => replaceAt(signedData, [0], swappedFor(oid('1.2.840.113549.1.7.3'))),
  ],
  // More than one
  ['the document twice', 'document-malformed', ({ signedData }) => doubled(signedData)],
  ['a byte after it', 'document-malformed', ({ signedData }) => Buffer.concat([signedData, Buffer.alloc(1)])],
  [
    'its content twice over',
    'signature-invalid',
    ({ signedData }) =>
      replaceAt(signedData, [1, 0, 2, 1, 0], (content) => octetString(doubled(contentsAt(content, [])))),
  ],
  ['its signer twice', 'document-malformed', ({ signedData }) => replaceAt(signedData, [1, 0, 4, 0], doubled)],
  ['two signers, both true', 'document-malformed', twoSigners],
  ['no signer', 'document-malformed', (target, exchange) => rebuilt(target, exchange, { signerInfos: [] })],
  // Parts of others
  [
    'the signature of another document',
    'signature-invalid',
    (target, { targets }) =>
      replaceAt(
        target.signedData,
        [1, 0, 4, 0],
        swappedFor(elementAt(targets[target.kind === 'menu' ? 'receipt' : 'menu'].signedData, [1, 0, 4, 0])),
      ),
  ],
  [
    'no attributes',
    'document-malformed',
    (target, exchange) => rebuilt(target, exchange, { signer: { attributes: [] } }),
  ],
  // Header
  [
    'a header line twice',
    'document-malformed',
    (target, exchange) => headed(target, exchange, (lines) => [...lines, lines[4]!]),
  ],
  [
    'a header line gone',
    'document-malformed',
    (target, exchange) => headed(target, exchange, (lines) => lines.toSpliced(4, 1)),
  ],
  [
    'header lines in another order',
    'document-malformed',
    (target, exchange) => headed(target, exchange, (lines) => [...lines].reverse()),
  ],
  [
    'a header line folded',
    'document-malformed',
    (target, exchange) => headed(target, exchange, (lines) => lines.with(4, lines[4]!.replace(': ', ':\r\n '))),
  ],
  [
    'no header',
    'document-malformed',
    async (target, exchange) => signs(target, exchange, (await readDocument(target.signedData)).body),
  ],
  ['an empty entity', 'document-malformed', (target, exchange) => signs(target, exchange, Buffer.alloc(0))],
  // Nesting bombs
  ['a million levels', 'document-malformed', () => BOMB],
  ['a million levels without end', 'document-malformed', () => nestedWithoutEnd(LEVELS)],
  ['a million levels in a SignedData', 'document-malformed', () => contentInfoOf('signedData', BOMB)],
  ['a million levels as its entity', 'document-malformed', (target, exchange) => signs(target, exchange, BOMB)],
  [
    'a million levels for a certificate',
    'document-malformed',
    (target, exchange) => rebuilt(target, exchange, { certificates: [BOMB] }),
  ],
  [
    '4,000 levels for a certificate',
    'document-malformed',
    (target, exchange) => rebuilt(target, exchange, { certificates: [nested(4_000)] }),
  ],
  [
    'a million levels for a signing time',
    'document-malformed',
    (target, exchange) => withSigningTime(target, exchange, BOMB),
  ],
];

/** An attribute of the signer's own that holds anything. */
function withSigningTime(target: Target, exchange: Exchange, value: Buffer): Buffer {
  const good = goodAttributes(entityOf(target), target.signer.certificate, exchange.office.clock.now());
  const signingTime = attribute('1.2.840.113549.1.9.5', value);
  return rebuilt(target, exchange, { signer: { attributes: Object.values({ ...good, signingTime }) } });
}

async function codesOf(attacks: readonly Attack[], kind: Kind): Promise<object> {
  const all = await exchange();
  const target = all.targets[kind];
  const hostile = new Map<string, Buffer>();
  for (const [what, , make] of attacks) hostile.set(what, await sealedFor(target, await make(target, all)));
  return Object.fromEntries(await verdicts(hostile, target.judge));
}

describe.each(KINDS)('when something else comes well sealed in place of a %s', (kind) => {
  it('is refused, each with its code', { timeout: 60_000 }, async () => {
    const expected = Object.fromEntries(ATTACKS.map(([what, code]) => [what, code]));
    expect(await codesOf(ATTACKS, kind)).toEqual(expected);
  });

  it('is taken when it is made in the same ways and nothing is changed', async () => {
    const all = await exchange();
    const target = all.targets[kind];
    for (const made of [await headed(target, all, (lines) => lines), rebuilt(target, all, {})])
      await expect(target.judge(await sealedFor(target, made))).resolves.toBeDefined();
  });
});

describe('when a true document comes where another kind belongs', () => {
  it.each<[Kind, Kind, ErrorCode]>([
    ['menu', 'closing', 'signer-wrong-role'],
    ['menu', 'receipt', 'document-malformed'],
    ['closing', 'menu', 'document-malformed'],
    ['closing', 'receipt', 'document-malformed'],
    ['receipt', 'closing', 'signer-wrong-role'],
    ['receipt', 'menu', 'document-malformed'],
  ])('for a %s, a %s is %s', async (kind, other, code) => {
    const { targets } = await exchange();
    await expect(targets[kind].judge(await sealedFor(targets[kind], targets[other].signedData))).toFailWith(code);
  });
});

describe('when the body of a document truly signed is a bomb', () => {
  const bodied = async (kind: Kind, body: string) => {
    const all = await exchange();
    const target = all.targets[kind];
    const entity = entityOf(target);
    const header = entity.subarray(0, entity.indexOf('\r\n\r\n') + 4);
    return target.judge(await sealedFor(target, await signs(target, all, Buffer.concat([header, Buffer.from(body)]))));
  };

  it.each(['menu', 'receipt'] as const)('document-malformed for a %s of a million nested arrays', async (kind) => {
    await expect(bodied(kind, '['.repeat(LEVELS))).toFailWith('document-malformed');
    await expect(bodied(kind, '['.repeat(LEVELS) + ']'.repeat(LEVELS))).toFailWith('document-malformed');
  });

  it('a closing is kept for a person to look at, whatever the manager signed', async () => {
    expect(await bodied('closing', '['.repeat(LEVELS))).toMatchObject({ isNew: true, closing: { needs_review: 1 } });
  });
});

describe('when a sealed document itself is a bomb', () => {
  it.each(KINDS)('not-opened for a %s', async (kind) => {
    const { judge } = (await exchange()).targets[kind];
    const bombs = [
      BOMB,
      nestedWithoutEnd(LEVELS),
      contentInfoOf('authEnvelopedData', nested(LEVELS, integer(0))),
      sequence(BOMB),
    ];
    for (const bomb of bombs) await expect(judge(bomb)).toFailWith('not-opened');
  });
});
