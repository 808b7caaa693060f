import type { ErrorEntry } from './entry.ts';

/** Between a branch's PC and the office: what the PC finds before the office has answered. */
export const NETWORK = {
  'office-unreachable': {
    happened: "Can't reach head office.",
    means: 'What is queued is safe on this PC and can be sent when the connection is back.',
    next: 'Check the internet connection, or carry on.',
    cause:
      "No connection, or it broke before the answer was whole. The PC's log has the network's own error; check the firewall and that the office is serving.",
    exit: 5,
  },
  'host-unknown': {
    happened: "The name {host} can't be found on the network.",
    means: 'What is queued is safe on this PC and can be sent when the connection is back.',
    next: 'Check the internet connection; if others work, ask IT about this name.',
    cause: "DNS has no answer for the office's host name.",
    exit: 5,
  },
  'network-intercepted': {
    happened: 'Something between this PC and head office answered in its place.',
    means: 'Nothing was sent.',
    next: 'Ask IT to exempt {host} from TLS inspection.',
    cause:
      "The server's certificate does not lead to the office's root, names another host, or the peer has no TLS 1.3; or a page to log in on came instead: TLS inspection, a captive portal, or a wrong DNS entry. The log says who issued the certificate that was shown.",
    exit: 4,
  },
  'proxy-unreachable': {
    happened: "Can't reach the proxy through which this PC connects to head office.",
    means: 'What is queued is safe on this PC and can be sent when the connection is back.',
    next: 'Check the internet connection; if others work, ask IT about the proxy in the network settings.',
    cause:
      'Nothing listens at the proxy, or what listens there is none. The log names it; it comes from the network settings, the system (also a PAC file), or HTTPS_PROXY.',
    exit: 5,
  },
  'proxy-auth-required': {
    happened: 'The proxy through which this PC connects to head office wants the right user name and password.',
    means: 'Nothing was sent. What is queued is safe on this PC.',
    next: 'Give them in the network settings; IT knows them.',
    cause:
      'The proxy answered 407 (or 401). SPAMS gives a user and password by Basic authentication alone; where the proxy takes only Negotiate or NTLM, let this PC through to the office without authentication.',
    exit: 5,
  },
  'proxy-refused': {
    happened: "The proxy through which this PC connects doesn't let it through to {host}.",
    means: 'Nothing was sent. What is queued is safe on this PC.',
    next: 'Ask IT to let this PC through to {host}.',
    cause:
      "The proxy answered CONNECT with a refusal. Many let it through to port 443 alone: allow CONNECT to the office's host and port.",
    exit: 5,
  },
  'proxy-unsupported': {
    happened: "This PC's system settings name a kind of proxy that SPAMS doesn't know.",
    means: 'Nothing was sent. What is queued is safe on this PC.',
    next: 'Ask IT which proxy this PC can use instead, and give it in the network settings.',
    cause: 'Only HTTP proxies (over TLS or not) are used, by CONNECT; SOCKS is not.',
    exit: 5,
  },
  'clock-off': {
    happened: "This PC's clock is wrong: head office's certificate isn't valid at the time it shows.",
    means: 'Nothing was sent. What is queued is safe on this PC.',
    next: "Set this PC's date and time, then try again.",
    cause:
      "The office's TLS certificate has expired or is not valid yet by this PC's clock. If the clock is right, the office did not renew it: see its log and spams_certificate_expiry_timestamp_seconds.",
    exit: 4,
  },
  'office-revoked': {
    happened: 'The server uses a certificate that head office has withdrawn.',
    means: 'Nothing was sent. What is queued is safe on this PC.',
    next: 'Tell head office: code office-revoked.',
    cause: "The office's TLS or encryption certificate is on the CRL: an old key is still in use, or a stolen one is.",
    exit: 4,
  },
} as const satisfies Record<string, ErrorEntry>;
