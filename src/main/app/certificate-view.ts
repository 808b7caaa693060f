import type { Certificate } from '../../shared/pki/certificate.ts';
import { renewalTime } from '../../shared/pki/profiles.ts';
import type { Branch } from '../branch/branch.ts';
import { nameOf } from './manager-name.ts';
import type { CertificateState, CertificateView, DeviceView, ManagerView } from './views.ts';

/** So long before its end a certificate that wasn't renewed by itself is for a person to see to, milliseconds. */
const WARNED = 30 * 24 * 60 * 60 * 1000;

export function deviceView(branch: Branch): DeviceView {
  const { certificate } = branch.device.current;
  return { id: branch.config.device, certificate: certificateView(certificate, stateOf(branch, certificate)) };
}

/** As head office calls them, and whether it still does. */
export function managerView(branch: Branch, id: string, certificate: Certificate): ManagerView {
  const isRemoved = branch.office?.managers.every((manager) => manager.id !== id) ?? false;
  const state = isRemoved ? 'removed' : stateOf(branch, certificate);
  return { id, name: nameOf(branch, id), certificate: certificateView(certificate, state) };
}

function certificateView<State>(certificate: Certificate, state: State): CertificateView<State> {
  return {
    validUntil: certificate.notAfter.toISOString(),
    renewsFrom: renewalTime(certificate).toISOString(),
    state,
  };
}

function stateOf({ trust, clock }: Branch, certificate: Certificate): CertificateState {
  const now = clock.now();
  const left = certificate.notAfter.getTime() - now.getTime();
  if (trust.isRevoked(certificate.serial)) return 'revoked';
  if (left <= 0) return 'over';
  if (left <= WARNED) return 'ending';
  return now >= renewalTime(certificate) ? 'due' : 'good';
}
