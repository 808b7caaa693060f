import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newestRecords } from '../../support/audit-records.ts';
import { BUGIS, GINZA, HEADINGS, ORCHARD, scene, stored, table } from '../../support/branch-import.ts';

describe('when branches are imported', () => {
  it('each is added as its row says, with its managers, and an audit record of each', async () => {
    const { office, commands, invites, done } = await scene();
    const result = await done(table(BUGIS, GINZA), '--by', 'alice');
    expect(result).toEqual({
      dryRun: false,
      added: ['SG-02', 'JP-01'],
      changed: [],
      unchanged: [],
      differing: [],
      managers: [
        { branch: 'SG-02', manager: 'ann' },
        { branch: 'SG-02', manager: 'raj' },
      ],
      invites: [
        { branch: 'SG-02', device: 'main', file: join(invites, 'SG-02.spams-invite') },
        { branch: 'SG-02', manager: 'ann', file: join(invites, 'SG-02-ann.spams-invite') },
        { branch: 'SG-02', manager: 'raj', file: join(invites, 'SG-02-raj.spams-invite') },
        { branch: 'JP-01', device: 'main', file: join(invites, 'JP-01.spams-invite') },
      ],
      expiresAt: new Date(Date.parse(result.expiresAt)).toISOString(),
      finished: 0,
      unusedColumns: [],
    });
    expect(await stored(office, 'SG-02')).toMatchObject({ name: 'Bugis', branch_group: 'airports', revoked_at: null });
    expect(await stored(office, 'JP-01')).toMatchObject({
      name: '銀座',
      time_zone: 'Asia/Tokyo',
      currency: 'JPY',
      cutoff: 5,
      locale: 'ja-JP',
      branch_group: null,
    });
    const { managers } = await commands.json('manager', 'list', 'SG-02');
    expect(managers).toMatchObject([
      { id: 'ann', name: 'Ann Lee' },
      { id: 'raj', name: 'Raj Kumar' },
    ]);
    const records = await newestRecords(office, 10);
    expect(records.filter(([, action]) => action === 'branch.added')).toEqual([
      ['alice', 'branch.added', 'SG-02'],
      ['alice', 'branch.added', 'JP-01'],
    ]);
    expect((await office.context.audit.verify(office.context.db)).sequence).toBeGreaterThan(10);
  });

  it('every invite is in a file that only its owner reads, and enrols whom its name says', async () => {
    const { office, commands, invites, done, inviteIn } = await scene();
    await done(table(BUGIS));
    expect((await stat(invites)).mode & 0o777).toBe(0o700);
    expect((await readdir(invites)).sort()).toEqual([
      'SG-02-ann.spams-invite',
      'SG-02-raj.spams-invite',
      'SG-02.spams-invite',
    ]);
    expect((await stat(join(invites, 'SG-02.spams-invite'))).mode & 0o777).toBe(0o600);
    expect(await inviteIn('SG-02.spams-invite')).toMatchObject({ role: 'device', branch: 'SG-02', holder: 'main' });
    expect(await inviteIn('SG-02-ann.spams-invite')).toMatchObject({ role: 'manager', branch: 'SG-02', holder: 'ann' });
    const open = (await commands.json('invite', 'list')).invites.filter(
      ({ state }: { state: string }) => state === 'open',
    );
    expect(open.map(({ id }: { id: string }) => id)).toContain((await inviteIn('SG-02-raj.spams-invite')).id);
    expect(open).toHaveLength(3);
    expect(office.context.config.name).toBe((await inviteIn('SG-02.spams-invite')).office);
  });

  it('is told in a few lines to a person, who sees no invite', async () => {
    const { invites, told } = await scene();
    const text = await told(table(BUGIS, ORCHARD.replace(',4,', ',6,')).replace('group', 'Address'));
    expect(text).toContain('Branches added: 1. Changed: 0. Left as they are: 1. Managers added: 2.\n');
    expect(text).toMatch(/Invites in .+, a file each: 3\. Give each .+ until \d{4}-\d\d-\d\dT[\d:.]+Z\.\n/);
    expect(text).toContain('Columns that were not used: “Address”.\n');
    expect(text).toMatch(/\nSG-01 +left, see --update +cutoff\n$/);
    expect(text).not.toContain('spams1.');
    expect(await readdir(invites)).toHaveLength(3);
  });

  it.each([
    [
      'semicolons, quotation marks and headings of a spreadsheet',
      'Branch code;Name;Time zone;Currency;Cut-off (hour);Locale;Managers\r\nSG-02;"Bugis; the new one";Asia/Singapore;SGD;4;en-SG;"ann=Ann Lee; raj=Raj"\r\n',
      'Bugis; the new one',
    ],
    [
      'tabs and a byte order mark',
      '\ufeffcode\tname\ttimezone\tcurrency\tcutoff\tlocale\tmanagers\n\nSG-02\tBugis\tAsia/Singapore\tSGD\t4\ten-SG\tann=Ann Lee;raj=Raj\n',
      'Bugis',
    ],
  ])('takes %s', async (_, text, name) => {
    const { office, done } = await scene();
    expect(await done(text)).toMatchObject({ added: ['SG-02'], managers: [{ manager: 'ann' }, { manager: 'raj' }] });
    expect(await stored(office, 'SG-02')).toMatchObject({ name, cutoff: 4, branch_group: null });
  });

  it('a file of Windows-1252 is read, and a person is told to look at the accents', async () => {
    const { office, told } = await scene();
    const text = await told(Buffer.from(table(GINZA.replace('銀座', 'Café')), 'latin1'));
    expect(text).toContain('Check names with accents.');
    expect(await stored(office, 'JP-01')).toMatchObject({ name: 'Café' });
  });
});

describe('when an import is tried first', () => {
  it('says what it would do, and does nothing', async () => {
    const { office, commands, invites, done, told } = await scene();
    const before = await newestRecords(office, 1);
    expect(await told(table(BUGIS), '--dry-run')).toMatch(/^Nothing was done\. This would be:\nBranches added: 1\./);
    const tried = await done(table(BUGIS, ORCHARD), '--dry-run');
    expect(tried).toMatchObject({ dryRun: true, added: ['SG-02'], unchanged: ['SG-01'] });
    expect(tried.invites).toHaveLength(3);
    expect(await newestRecords(office, 1)).toEqual(before);
    await expect(readdir(invites)).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await commands.json('branch', 'list')).branches).toHaveLength(1);
  });
});

describe('when a row of the file is wrong', () => {
  it('every wrong row is told, with all that is wrong with it, and nothing is done', async () => {
    const { amiss, invites } = await scene();
    const problems = await amiss(
      table(
        BUGIS,
        'sg 03,Katong,Asia/Orchard,SGX,24,not a language,air/ports,Ann Lee',
        'SG-04,,Asia/Singapore,SGD,,en-SG,,',
        'SG-02,Bugis again,Asia/Singapore,SGD,4,en-SG,,',
        'SG-05,Marina Bay, the mall,Asia/Singapore,SGD,4,en-SG,airports,ann=Ann',
        'SG-06,Changi,Asia/Singapore,SGD,4.5,en-SG,,mei=Mei;mei=Mei Tan',
        'SG-07,Simei,Asia/Singapore,SGD,4,en-SG,,Mei=Mei',
      ),
    );
    const told = problems.map(({ row, branch, problem }: Record<string, string>) => `${row} ${branch} ${problem}`);
    expect(told).toEqual([
      '3 sg 03 timezone “Asia/Orchard”: not a time zone such as Asia/Singapore',
      '3 sg 03 currency “SGX”: is not a currency such as SGD',
      '3 sg 03 cutoff “24”: not a whole hour from 0 to 12',
      '3 sg 03 locale “not a language”: not a language such as en-SG',
      '3 sg 03 group “air/ports”: is not a name of letters, digits, spaces, dots and dashes',
      '3 sg 03 code “sg 03”: a branch code has 1 to 32 of A-Z, 0-9 and -',
      '3 sg 03 managers “Ann Lee”: write each as mei=Mei Tan, with a semicolon between two',
      '4 SG-04 name is empty',
      '4 SG-04 cutoff is empty',
      '5 SG-02 row 2 has this branch already',
      '6 SG-05 it has more cells than there are headings',
      '7 SG-06 cutoff “4.5”: not a whole hour from 0 to 12',
      '7 SG-06 managers “mei=Mei;mei=Mei Tan”: an id stands there twice',
      '8 SG-07 managers “Mei=Mei”: an id has 1 to 32 of a-z, 0-9 and -',
    ]);
    await expect(readdir(invites)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is told what the office has against it beside what is wrong in the file', async () => {
    const { commands, amiss } = await scene();
    await commands.json('branch', 'add', 'SG-09', '--name', 'Closed');
    await commands.json('branch', 'revoke', 'SG-09');
    await commands.json('manager', 'revoke', 'SG-01', 'mei');
    const problems = await amiss(table(ORCHARD, BUGIS.replace('SGD', 'SGX'), BUGIS.replace('SG-02', 'SG-09')));
    expect(problems).toEqual([
      { row: 2, branch: 'SG-01', problem: 'the manager mei was revoked, which is for good: use another id' },
      { row: 3, branch: 'SG-02', problem: 'currency “SGX”: is not a currency such as SGD' },
      { row: 4, branch: 'SG-09', problem: 'this branch was revoked, which is for good' },
    ]);
  });

  it('no file of the folder is written over, and no two invites share one', async () => {
    const { amiss, invites } = await scene();
    await mkdir(invites);
    await writeFile(join(invites, 'sg-02.spams-invite'), 'precious');
    const problems = await amiss(table(BUGIS, 'SG,One,UTC,SGD,4,en,,a1=Ann', 'SG-A1,Other,UTC,SGD,4,en,,'));
    expect(problems).toEqual([
      { row: 2, branch: 'SG-02', problem: 'SG-02.spams-invite is in the folder already' },
      { row: 4, branch: 'SG-A1', problem: 'the file SG-A1.spams-invite would be both for this branch and for SG' },
    ]);
    expect(await readdir(invites)).toEqual(['sg-02.spams-invite']);
    expect(await readFile(join(invites, 'sg-02.spams-invite'), 'utf8')).toBe('precious');
  });

  it.each([
    ['', 'The file is empty'],
    [HEADINGS, 'there is no branch below its headings'],
    [
      'code,name,timezone\nSG-02,Bugis,UTC\n',
      'its first row must name the columns, and these are missing: “currency”, “cutoff”, “locale”',
    ],
    [`${HEADINGS},Branch\n${BUGIS},x\n`, 'two of its columns are the code'],
    [`${HEADINGS}\n"SG-02,Bugis,UTC,SGD,4,en,,\n`, 'a quotation mark in it has no partner'],
    ['PK\u0003\u0004', 'This is an Excel workbook or a ZIP archive. Export it as CSV instead'],
    [table(BUGIS.replace('Bugis', 'Bug\ufffds')), "some of its letters can't be read, so save it as UTF-8"],
  ])('a file is refused as a whole: %j', async (text, reason) => {
    const { refused } = await scene();
    expect(await refused(text)).toEqual({
      exit: 1,
      code: 'branches-unreadable',
      happened: `The file of branches can't be read: ${reason}.`,
    });
  });

  it('a folder for the invites has to be named, and be one', async () => {
    const { commands, invites, refused } = await scene();
    expect(await commands.failure('branch', 'import', 'x.csv')).toMatchObject({ exit: 2, code: 'usage' });
    await writeFile(invites, '');
    expect(await refused(table(BUGIS))).toMatchObject({ exit: 2, code: 'usage' });
  });
});
