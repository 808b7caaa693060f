import { readCertsOnly } from '../../shared/cms/certs-only.ts';
import { SpamsError } from '../../shared/errors.ts';
import type { Certificate } from '../../shared/pki/certificate.ts';
import { validateChain } from '../../shared/pki/chain.ts';
import { type BranchIdentity, identityUrn } from '../../shared/pki/identity.ts';
import type { Invite } from '../../shared/pki/invite.ts';
import { type KeyPair, spkiOf } from '../../shared/pki/keys.ts';
import { makeRequest } from '../../shared/pki/request.ts';
import { MEDIA, PATHS } from '../../shared/protocol.ts';
import type { OfficeClient } from './client.ts';
import type { Trust } from './trust.ts';

interface Wanted {
  identity: BranchIdentity;
  key: KeyPair;
  trust: Trust;
  /** This PC's clock, corrected. */
  at: Date;
}

/** Sends the invite's code and a request for `key`; gives the certificate once it is the one that was asked for. */
export async function simpleEnroll(client: OfficeClient, invite: Invite, wanted: Wanted): Promise<Certificate> {
  const credentials = Buffer.from(`${invite.id}:${invite.code}`).toString('base64');
  return post(client, PATHS.simpleenroll, wanted, { authorization: `Basic ${credentials}` });
}

/** Asks for the next certificate of an identity, over the device's connection. */
export function simpleReenroll(client: OfficeClient, wanted: Wanted): Promise<Certificate> {
  return post(client, PATHS.simplereenroll, wanted, {});
}

async function post(
  client: OfficeClient,
  path: string,
  wanted: Wanted,
  headers: Record<string, string>,
): Promise<Certificate> {
  const { body } = await client.ask(path, {
    method: 'POST',
    headers: { 'content-type': MEDIA.request, ...headers },
    body: (await makeRequest(wanted.key)).toString('base64'),
  });
  const [certificate, ...others] = readCertsOnly(Buffer.from(body.toString('latin1'), 'base64'));
  if (!certificate || others.length > 0) throw new SpamsError('document-malformed', { detail: 'not one certificate' });
  checkIsWanted(certificate, wanted);
  return certificate;
}

function checkIsWanted(certificate: Certificate, { identity, key, trust, at }: Wanted): void {
  // A PC's clock may be behind the office's, which dates its certificates back only a little.
  const then = new Date(Math.max(at.getTime(), certificate.notBefore.getTime()));
  validateChain(certificate, [trust.issuing], { roots: [trust.root], at: then });
  const named = certificate.identity && identityUrn(certificate.identity);
  if (named !== identityUrn(identity) || !spkiOf(certificate.publicKey).equals(spkiOf(key.publicKey))) {
    throw new SpamsError('signer-untrusted', {
      detail: `the certificate names ${named}, not ${identityUrn(identity)} with our key`,
    });
  }
}
