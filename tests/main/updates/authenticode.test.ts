import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyNotSigned } from '../../../src/main/updates/authenticode.ts';
import { testFolder } from '../../support/folders.ts';

const PUBLISHER = 'So Power Pte. Ltd.';
const SUBJECT = 'CN=So Power Pte. Ltd., O=So Power Pte. Ltd., L=新加坡, C=SG';
const PATH = 'C:\\Users\\mei\\AppData\\Local\\spams-updater\\pending\\temp-SPAMS-Setup-1.1.0.exe';

/** What the script prints. */
const printed = (found: object): string =>
  `${Buffer.from(JSON.stringify({ status: 'Valid', subject: SUBJECT, name: PUBLISHER, ...found })).toString('base64')}\r\n`;

const whyNot = (found: object, publishers = [PUBLISHER]) => whyNotSigned(publishers, PATH, async () => printed(found));

describe('an installer', () => {
  it.each([
    ['its publisher, by name', [PUBLISHER]],
    ['its publisher, by its whole subject', [SUBJECT]],
    ['one of its publishers', ['So Power Holdings', PUBLISHER]],
  ])('passes when it is signed by %s', async (_, publishers) => {
    expect(await whyNot({}, publishers)).toBeNull();
  });

  it.each(['NotSigned', 'HashMismatch', 'NotTrusted', 'UnknownError', 'valid', ''])(
    'is refused when its signature is %j',
    async (status) => {
      expect(await whyNot({ status })).toBe(`its signature is ${status}`);
    },
  );

  it.each([
    ['somebody else', { name: 'Somebody', subject: 'CN=Somebody' }],
    ['a name that begins like it', { name: `${PUBLISHER} (Asia)`, subject: `CN=${PUBLISHER} (Asia)` }],
    ['a name in other letters', { name: PUBLISHER.toLowerCase(), subject: 'CN=x' }],
    ['nobody that has a name', { name: '', subject: '' }],
  ])('is refused when it is signed by %s', async (_, found) => {
    expect(await whyNot(found)).toBe(`it is signed by ${Reflect.get(found, 'subject')}`);
    expect(await whyNot(found, [])).not.toBeNull();
    expect(await whyNot(found, [PUBLISHER, SUBJECT])).not.toBeNull();
  });

  it('is refused by a nameless publisher, whoever has signed it', async () => {
    expect(await whyNot({ name: '', subject: '' }, [''])).not.toBeNull();
  });

  it.each<[string, () => Promise<string>]>([
    ['PowerShell is missing', () => Promise.reject(new Error('spawn powershell.exe ENOENT'))],
    ['it says nothing', async () => ''],
    ['it says what is no answer', async () => Buffer.from('{"status":"Valid"}').toString('base64')],
  ])('is refused when %s', async (_, ask) => {
    expect(await whyNotSigned([PUBLISHER], PATH, ask)).toMatch(/^its signature can't be checked: /);
  });

  it('is the file that Windows is asked about', async () => {
    const asked: string[] = [];
    await whyNotSigned([PUBLISHER], PATH, async (path) => {
      asked.push(path);
      return printed({});
    });
    expect(asked).toEqual([PATH]);
  });
});

describe.runIf(process.platform === 'win32')('on Windows', () => {
  const system = join(process.env.SystemRoot ?? '', 'explorer.exe');

  it('a program passes by its own publisher alone', async () => {
    expect(await whyNotSigned(['Microsoft Windows'], system)).toBeNull();
    expect(await whyNotSigned([PUBLISHER], system)).toMatch(/^it is signed by CN=Microsoft Windows, /);
  });

  it('a program that nobody has signed is refused, whatever its name', async () => {
    const unsigned = join(await testFolder(), "it's; $(calc) 新.exe");
    await writeFile(unsigned, 'MZ');
    expect(await whyNotSigned(['Microsoft Windows'], unsigned)).toMatch(/^its signature is /);
  });
});

it.skipIf(process.platform === 'win32')('lets nothing pass where there is no Windows to ask', async () => {
  expect(await whyNotSigned([PUBLISHER], PATH)).toMatch(/^its signature can't be checked: /);
});
