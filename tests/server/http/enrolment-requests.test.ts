import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addHolder } from '../../../src/server/authority/branches.ts';
import { transact } from '../../../src/server/context.ts';
import { makeRequest } from '../../../src/shared/pki/request.ts';
import { LIMITS, MEDIA, PATHS } from '../../../src/shared/protocol.ts';
import { basic, basicOf, csrOf, enrolOverTls, postEnrol } from '../../support/est.ts';
import { testFolder } from '../../support/folders.ts';
import { ask, outcome } from '../../support/https.ts';
import { testKey } from '../../support/keys.ts';
import { TestOffice } from '../../support/office.ts';
import { openssl } from '../../support/openssl.ts';

const PC = { role: 'device', branch: 'SG-01', id: 'till-2' } as const;

const invitePc = (office: TestOffice): Promise<string> => addHolder(office.context, PC, 'Till 2', 'tests');

const WRONG = basic('no-such-invite', 'A'.repeat(22));

describe('when the request names somebody', () => {
  it('takes the subject from the invite all the same', async () => {
    const office = await TestOffice.start();
    const key = join(await testFolder(), 'key.pem');
    await writeFile(key, testKey(6).privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const names = ['-subj', '/CN=office', '-addext', 'subjectAltName=URI:urn:spams:office:signing'];
    const { stdout, code } = await openssl(['req', '-new', '-sha256', '-key', key, ...names, '-outform', 'DER']);
    expect(code).toBe(0);
    const invite = await invitePc(office);
    const reply = await postEnrol(office, basicOf(invite), stdout.toString('base64'));
    expect(outcome(reply)).toBe(200);
    expect(await enrolOverTls(office, invite, testKey(6))).toMatchObject({
      identity: PC,
      isCa: false,
      extKeyUsage: ['clientAuth'],
    });
  });
});

describe('when the request is malformed', () => {
  const bodies: { what: string; body: () => Promise<string> | string }[] = [
    { what: 'empty', body: () => '' },
    { what: 'no base64', body: () => '%%%' },
    { what: 'no PKCS#10', body: () => Buffer.from('hello').toString('base64') },
    { what: 'cut short', body: async () => (await csrOf(testKey(6))).slice(0, -40) },
    { what: 'signed by another key', body: () => withOthersSignature() },
    { what: 'for a short RSA key', body: () => csrOf(generateKeyPairSync('rsa', { modulusLength: 1024 })) },
  ];

  it.each(bodies)('refuses one that is $what, and the invite stays good', async ({ body }) => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    expect(outcome(await postEnrol(office, basicOf(invite), await body()))).toBe('request-malformed');
    expect(await enrolOverTls(office, invite, testKey(6))).toMatchObject({ identity: PC });
  });

  it('refuses a body of another type, or none', async () => {
    const office = await TestOffice.start();
    const authorization = basicOf(await invitePc(office));
    const body = await csrOf(testKey(6));
    for (const type of [MEDIA.document, 'application/json', 'text/plain', 'multipart/form-data']) {
      const headers = { 'content-type': type };
      expect(outcome(await postEnrol(office, authorization, body, { headers }))).toBe('request-malformed');
    }
    const reply = await ask(office, PATHS.simpleenroll, { method: 'POST', headers: { authorization } });
    expect(outcome(reply)).toBe('request-malformed');
  });

  it('refuses a body over the limit', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    const reply = await postEnrol(office, basicOf(invite), 'A'.repeat(LIMITS.enrolment + 1));
    expect([reply.status, outcome(reply)]).toEqual([413, 'document-too-large']);
    expect(await enrolOverTls(office, invite, testKey(6))).toMatchObject({ identity: PC });
  });
});

describe('when somebody guesses codes', () => {
  /** The answers to so many wrong guesses, one after the other. */
  async function guess(office: TestOffice, times: number): Promise<unknown[]> {
    const body = await csrOf(testKey(6));
    const answers: unknown[] = [];
    for (let each = 0; each < times; each += 1) answers.push(outcome(await postEnrol(office, WRONG, body)));
    return answers;
  }

  it('looks at no more than ten a minute from one address, and voids nothing', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    expect(await guess(office, 12)).toEqual([
      ...Array(10).fill('invite-refused'),
      ...Array(2).fill('too-many-attempts'),
    ]);
    const body = await csrOf(testKey(6));
    expect((await postEnrol(office, basicOf(invite), body)).status).toBe(429);
    office.clock.advance({ seconds: 59 });
    expect(await enrolOverTls(office, invite, testKey(6))).toBe('too-many-attempts');
    office.clock.advance({ seconds: 1 });
    expect(await enrolOverTls(office, invite, testKey(6))).toMatchObject({ identity: PC });
  });

  it('lets another address in meanwhile', async () => {
    const office = await TestOffice.start();
    const invite = await invitePc(office);
    await guess(office, 11);
    const elsewhere = { options: { localAddress: '127.0.0.2' } };
    expect(await enrolOverTls(office, invite, testKey(6), elsewhere)).toMatchObject({ identity: PC });
  });

  it('looks at no more of them when they come all at once, while the office is busy', async () => {
    const office = await TestOffice.start();
    const body = await csrOf(testKey(6));
    const guesses = await transact(office.context, async () => {
      const waiting = Array.from({ length: 40 }, () => postEnrol(office, WRONG, body));
      // Needs no database, and is answered after all that came before it was taken on.
      await ask(office, PATHS.cacerts);
      return { waiting };
    });
    const replies = await Promise.all(guesses.waiting);
    expect(replies.map(outcome).filter((code) => code === 'invite-refused')).toHaveLength(10);
  });

  it('does not count right ones: a whole chain may enrol from one address in a minute', async () => {
    const office = await TestOffice.start();
    const ids = Array.from({ length: 12 }, (_, index) => `pc-${index}`);
    for (const id of ids) {
      const invite = await addHolder(office.context, { ...PC, id }, id, 'tests');
      expect(await enrolOverTls(office, invite, testKey(6))).toMatchObject({ identity: { id } });
    }
  });
});

/** The request of one key with the signature of another. */
async function withOthersSignature(): Promise<string> {
  const [own, others] = [await makeRequest(testKey(6)), await makeRequest(testKey(7))];
  return Buffer.concat([own.subarray(0, -384), others.subarray(-384)]).toString('base64');
}
