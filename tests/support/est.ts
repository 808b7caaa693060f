import { readCertsOnly } from '../../src/shared/cms/certs-only.ts';
import type { ErrorCode } from '../../src/shared/errors.ts';
import type { Certificate } from '../../src/shared/pki/certificate.ts';
import { parseInvite } from '../../src/shared/pki/invite.ts';
import type { KeyPair } from '../../src/shared/pki/keys.ts';
import { makeRequest } from '../../src/shared/pki/request.ts';
import { MEDIA, PATHS } from '../../src/shared/protocol.ts';
import { ask, outcome, type Question, type Reply } from './https.ts';
import type { TestOffice } from './office.ts';

/** HTTP Basic of an invite, as EST has it. */
export const basic = (id: string, code: string): string => `Basic ${Buffer.from(`${id}:${code}`).toString('base64')}`;

export const basicOf = (invite: string): string => basic(parseInvite(invite).id, parseInvite(invite).code);

/** A PKCS#10 for this key, as an EST body. */
export const csrOf = async (key: KeyPair): Promise<string> => (await makeRequest(key)).toString('base64');

/** `POST simpleenroll` with whatever is given. */
export function postEnrol(
  office: TestOffice,
  authorization: string,
  body: string,
  question: Question = {},
): Promise<Reply> {
  const headers = { 'content-type': MEDIA.request, authorization, ...question.headers };
  return ask(office, PATHS.simpleenroll, { ...question, method: 'POST', headers, body });
}

/** Enrols with an invite and a key: the certificate, or the code of the refusal. */
export async function enrolOverTls(
  office: TestOffice,
  invite: string,
  key: KeyPair,
  question: Question = {},
): Promise<Certificate | ErrorCode> {
  return issued(await postEnrol(office, basicOf(invite), await csrOf(key), question));
}

/** `POST simplereenroll` over a device: the certificate, or the code of the refusal. */
export async function reenrolOverTls(
  office: TestOffice,
  key: KeyPair,
  question: Question,
): Promise<Certificate | ErrorCode> {
  const headers = { 'content-type': MEDIA.request };
  return issued(
    await ask(office, PATHS.simplereenroll, { ...question, method: 'POST', headers, body: await csrOf(key) }),
  );
}

function issued(reply: Reply): Certificate | ErrorCode {
  const answer = outcome(reply);
  if (typeof answer === 'string') return answer;
  const [certificate, ...more] = readCertsOnly(Buffer.from(reply.body.toString('latin1'), 'base64'));
  if (!certificate || more.length > 0) throw new Error('not one certificate');
  return certificate;
}
