import { z } from 'zod';
import { SpamsError } from '../errors.ts';
import { branchCode } from '../pki/identity.ts';
import { hasHints, hintsText, readingHints } from '../reading-hints.ts';

/** The name under which a closing's file was sold: a plain file name, of any script. */
export const fileName = z
  .string()
  .min(1)
  .refine((name) => Buffer.byteLength(name) <= 255, 'a file name has at most 255 bytes')
  .refine(
    (name) => name.isWellFormed() && !/[\p{Cc}/\\]/u.test(name) && name !== '.' && name !== '..',
    'not a file name',
  );

/** A day, `YYYY-MM-DD`. */
export const businessDate = z.iso.date();

/** A till or a file of the day. */
export const partName = z.string().regex(/^[a-z0-9-]{1,32}$/, 'a part has 1 to 32 of a-z, 0-9 and -');

export const documentId = z.uuidv7().regex(/^[0-9a-f-]+$/, 'an id is written in lower case');

const urn = z.string().regex(/^urn:spams:[A-Za-z0-9:-]{1,120}$/);

const common = { id: documentId, date: z.date(), from: urn, to: urn, branch: branchCode };

const headerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('menu'), ...common }),
  z.strictObject({ kind: z.literal('receipt'), ...common }),
  z.strictObject({
    kind: z.literal('closing'),
    ...common,
    fileName,
    businessDate,
    part: partName,
    revision: z.int().min(1).max(9999),
    /** How the signer had the file read; left out where nobody said anything, so that there is one form of that. */
    reading: readingHints.refine(hasHints, 'no hint').optional(),
  }),
]);

/** What the entity's header says (DESIGN section 4). */
export type Header = z.infer<typeof headerSchema>;
export type ClosingHeader = Extract<Header, { kind: 'closing' }>;

export interface Entity {
  header: Header;
  body: Buffer;
}

const MAX_HEADER = 4_096;
const END = Buffer.from('\r\n\r\n');

const CONTENT_TYPES = { menu: 'application/json', receipt: 'application/json', closing: 'application/octet-stream' };

/** An S/MIME entity: headers in fixed order, CRLF, unfolded ASCII, a blank line, the body as it is. */
export function serializeEntity({ header, body }: Entity): Buffer {
  return Buffer.concat([serializeHeader(headerSchema.parse(header)), body]);
}

/**
 * Reads an entity; its header must be, to the byte, what `serializeEntity` writes.
 * @throws `document-malformed`
 */
export function parseEntity(bytes: Buffer): Entity {
  const end = bytes.subarray(0, MAX_HEADER).indexOf(END);
  if (end < 0) throw malformed('no end of the header');
  const raw = bytes.subarray(0, end + END.length);
  const header = parseHeader(raw.toString('latin1', 0, end));
  if (!serializeHeader(header).equals(raw)) throw malformed('a header in another form');
  return { header, body: bytes.subarray(end + END.length) };
}

function serializeHeader(header: Header): Buffer {
  const lines = [
    `Content-Type: ${CONTENT_TYPES[header.kind]}`,
    'Content-Transfer-Encoding: binary',
    `Message-ID: <${header.id}@spams>`,
    `Date: ${header.date.toUTCString().replace('GMT', '+0000')}`,
    `From: ${header.from}`,
    `To: ${header.to}`,
    `SPAMS-Document: ${header.kind}`,
    `SPAMS-Branch: ${header.branch}`,
    ...(header.kind === 'closing' ? closingLines(header) : []),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

function closingLines(header: ClosingHeader): string[] {
  return [
    `Content-Disposition: attachment; filename*=UTF-8''${encodeExtValue(header.fileName)}`,
    `SPAMS-Business-Date: ${header.businessDate}`,
    `SPAMS-Part: ${header.part}`,
    `SPAMS-Revision: ${header.revision}`,
    ...(header.reading ? [`SPAMS-Reading: ${hintsText(header.reading)}`] : []),
  ];
}

/** RFC 8187 ext-value: everything but attr-char is percent-encoded, CR and LF above all. */
function encodeExtValue(value: string): string {
  return encodeURIComponent(value).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function parseHeader(text: string): Header {
  const fields = new Map(text.split('\r\n').map((line) => splitLine(line)));
  const value = (name: string): string => fields.get(name) ?? '';
  const kind = value('SPAMS-Document');
  const candidate = {
    kind,
    id: /^<(.*)@spams>$/.exec(value('Message-ID'))?.[1],
    date: new Date(value('Date')),
    from: value('From'),
    to: value('To'),
    branch: value('SPAMS-Branch'),
    ...(kind === 'closing' && {
      fileName: decodeExtValue(value('Content-Disposition')),
      businessDate: value('SPAMS-Business-Date'),
      part: value('SPAMS-Part'),
      revision: Number(value('SPAMS-Revision')),
      ...(fields.has('SPAMS-Reading') && { reading: parseReading(fields.get('SPAMS-Reading')) }),
    }),
  };
  const parsed = headerSchema.safeParse(candidate);
  if (!parsed.success) throw malformed(z.prettifyError(parsed.error).replaceAll('\n', ' '));
  return parsed.data;
}

function splitLine(line: string): [string, string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}

function decodeExtValue(disposition: string): string | undefined {
  const encoded = /^attachment; filename\*=UTF-8''(.*)$/.exec(disposition)?.[1];
  try {
    return encoded && decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** Undefined also for what isn't JSON: then the header isn't, to the byte, what is written for that. */
function parseReading(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const malformed = (detail: string): SpamsError => new SpamsError('document-malformed', { detail: `entity: ${detail}` });
