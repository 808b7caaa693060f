import { z } from 'zod';
import { branchCode, holderId } from './pki/identity.ts';

/** The office's routes (DESIGN section 5). */
export const PATHS = {
  cacerts: '/.well-known/est/cacerts',
  simpleenroll: '/.well-known/est/simpleenroll',
  simplereenroll: '/.well-known/est/simplereenroll',
  office: '/v1/office',
  menu: '/v1/menu',
  closings: '/v1/closings',
  crl: '/crl',
} as const;

export const receiptPath = (documentId: string): string => `${PATHS.closings}/${documentId}/receipt`;

export const MEDIA = {
  document: 'application/pkcs7-mime',
  certsOnly: 'application/pkcs7-mime; smime-type=certs-only',
  request: 'application/pkcs10',
  crl: 'application/pkix-crl',
  problem: 'application/problem+json',
} as const;

const MiB = 1024 * 1024;

export const LIMITS = {
  /** A manager's file, bytes. */
  file: 64 * MiB,
  /** A sealed document around it: entity header, chain, attributes and envelope come to well under 64 kB. */
  document: 64 * MiB + 65_536,
  /** A menu or receipt as the branch takes it, bytes. */
  answer: 16 * MiB,
  /** An enrolment request or answer, bytes. */
  enrolment: 65_536,
  /** Days of a branch on which head office expects no closing. */
  closedDays: 1000,
  /** Why head office expects none, UTF-16 units. */
  closedReason: 200,
} as const;

/** How long sending the largest closing over a poor line may take, milliseconds: both sides wait so long. */
export const UPLOAD_TIMEOUT = 15 * 60 * 1000;

/** How far a signing time may lie from the arrival (DESIGN section 5), milliseconds. */
export const SIGNING_TIME = { past: 35 * 24 * 60 * 60 * 1000, future: 5 * 60 * 1000 } as const;

const certificate = z.base64().max(30_000);

/** An IANA time zone, by the name that Intl knows it under. */
export const timeZone = z.string().max(64).refine(isTimeZone, 'not a time zone such as Asia/Singapore');

/** A BCP 47 language tag. */
export const locale = z.string().max(35).refine(isLocale, 'not a language such as en-SG');

/** Where newer versions of the branch app lie: a folder on the web with electron-updater's `latest.yml` in it. */
export const updateFeed = z
  .url({ protocol: /^https$/, error: 'is not a URL that begins with https://' })
  .max(1000)
  .refine(isPlain, 'must have no user name, password, query or fragment');

const NOT_AN_HOUR = 'not a whole hour from 0 to 12';
export const cutoffHour = z.int(NOT_AN_HOUR).min(0, NOT_AN_HOUR).max(12, NOT_AN_HOUR);

/** What `GET /v1/office` answers: all that a branch goes by. */
export const officeInfoSchema = z.object({
  name: z.string().max(100),
  /** The office's clock as it answered. */
  time: z.iso.datetime(),
  /** DER in base64: what closings are sealed to, and its issuer. */
  encryption: certificate,
  issuing: certificate,
  /** Number of the newest CRL. */
  crl: z.int(),
  limits: z.object({ file: z.int() }),
  /** Left out where branch PCs don't update by themselves, and by offices that know nothing of it. */
  updates: updateFeed.optional(),
  branch: z.object({
    code: branchCode,
    name: z.string().max(100),
    timeZone,
    cutoff: cutoffHour,
    currency: z.string().length(3),
    locale,
    /** Business dates on which no closing is expected. */
    closedDays: z.array(z.iso.date()).max(LIMITS.closedDays),
    /** Why not, by business date. Earlier offices don't say. */
    closedReasons: z.record(z.iso.date(), z.string().max(LIMITS.closedReason)).optional(),
  }),
  managers: z.array(z.object({ id: holderId, name: z.string().max(100) })).max(1000),
});

export type OfficeInfo = z.infer<typeof officeInfoSchema>;

/** RFC 9457 problem details, with our code. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string().max(1000),
  status: z.int(),
  code: z.string().max(64),
  /** Fills the places of the person's message. */
  params: z.record(z.string().max(20), z.union([z.string().max(200), z.number()])).default({}),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What else a URL can hold would be a secret in a log, or would be lost when a file's name is put after it. */
function isPlain(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password, search, hash } = new URL(url);
  return [username, password, search, hash].every((part) => part === '');
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
