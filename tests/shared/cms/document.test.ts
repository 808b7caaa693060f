import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDocument, signDocument } from '../../../src/shared/cms/document.ts';
import { serializeEntity } from '../../../src/shared/cms/entity.ts';
import { open, seal } from '../../../src/shared/cms/enveloped-data.ts';
import { sign } from '../../../src/shared/cms/signed-data.ts';
import { NOW, type TestPki, testPki } from '../../support/pki.ts';
import { CLOSING, MENU } from './entities.ts';

let pki: TestPki;

beforeAll(async () => {
  pki = await testPki();
});

describe('a signed document', () => {
  it('is read with its header, body, signer, time and digests', async () => {
    const signedData = await signDocument(CLOSING, pki.manager);
    const read = await readDocument(signedData);
    expect(read).toMatchObject({ ...CLOSING, signingTime: CLOSING.header.date, signedData });
    expect(read.signer.fingerprint).toBe(pki.manager.certificate.fingerprint);
    expect(read.entitySha256).toBe(createHash('sha256').update(serializeEntity(CLOSING)).digest('hex'));
  });

  it('goes through an envelope unchanged', async () => {
    const signedData = await signDocument(MENU, pki.officeSigning);
    const opened = await open(await seal(signedData, pki.device.certificate), [pki.device]);
    expect(opened).toEqual(signedData);
    expect((await readDocument(opened)).header).toEqual(MENU.header);
  });

  it('is the same bytes when the same is signed again: RSA PKCS#1 v1.5 has no salt', async () => {
    expect(await signDocument(CLOSING, pki.manager)).toEqual(await signDocument(CLOSING, pki.manager));
  });
});

describe('when what was signed is no entity', () => {
  it.each([
    ['nothing', ''],
    ['a file alone', '100 apple\r\n'],
    ['a header of somebody else', 'Content-Type: text/plain\r\n\r\n100 apple\r\n'],
  ])('it throws: %s', async (_, content) => {
    const signedData = await sign(Buffer.from(content), pki.manager, NOW);
    await expect(readDocument(signedData)).toFailWith('document-malformed');
  });
});
