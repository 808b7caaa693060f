import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { officePaths } from '../../../src/server/config.ts';
import { MEDIA, PATHS } from '../../../src/shared/protocol.ts';
import { Desk } from '../../support/closings.ts';
import { fillDatabase } from '../../support/full-database.ts';
import { ask, outcome, type Question } from '../../support/https.ts';
import { TestOffice } from '../../support/office.ts';

type Trouble = (office: TestOffice) => Promise<unknown>;

const damagedKeyFile: Trouble = async ({ folder }) => {
  const { keys } = officePaths(folder);
  const name = (await readdir(keys)).find((each) => /^encryption-.*\.pem$/.test(each));
  await writeFile(join(keys, name!), 'half a certif');
};

const olderBackup: Trouble = ({ context: { db } }) => db.deleteFrom('holders').execute();

const closing = async (desk: Desk): Promise<[string, Question]> => [
  PATHS.closings,
  { method: 'POST', headers: { 'content-type': MEDIA.document }, body: (await desk.closing()).sealed },
];
const office = async (): Promise<[string, Question]> => [PATHS.office, {}];

describe("when the trouble is the office's own", () => {
  it.each([
    ['a full disk', fillDatabase, closing, 'disk-full'],
    ['a damaged key file', damagedKeyFile, office, 'state-damaged'],
    ['a database without this PC, from an older backup', olderBackup, office, 'unknown-subject'],
  ])(
    '%s is told as no more than office-failed, and logged and counted as what it is',
    async (_, trouble, what, code) => {
      const testOffice = await TestOffice.start();
      const desk = await Desk.open(testOffice.context);
      const [path, question] = await what(desk);
      await trouble(testOffice);
      const reply = await ask(testOffice, path, { ...question, as: desk.device });
      expect([reply.status, outcome(reply)]).toEqual([503, 'office-failed']);
      expect(reply.body.toString()).not.toContain(code);
      expect(testOffice.log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'refused')).toMatchObject([
        { level: 50, code },
      ]);
      const metrics = await (await fetch(`${testOffice.adminUrl}/metrics`)).text();
      expect(metrics).toContain(`spams_refusals_total{code="${code}"} 1`);
    },
  );
});
