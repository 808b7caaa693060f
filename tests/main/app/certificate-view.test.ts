import { describe, expect, it } from 'vitest';
import { deviceView, managerView } from '../../../src/main/app/certificate-view.ts';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { enrolManager, listManagers } from '../../../src/main/branch/managers.ts';
import { reinvite, revoke } from '../../../src/server/authority/branches.ts';
import { templateBranch } from '../../support/branch.ts';
import { TestOffice } from '../../support/office.ts';
import { PASSPHRASE } from '../../support/shared.ts';

const MEI = { role: 'manager', branch: 'SG-01', id: 'mei' } as const;

async function stateOfMei(branch: Branch): Promise<string> {
  const [mei] = (await listManagers(branch)).items;
  return managerView(branch, 'mei', mei!.certificate).certificate.state;
}

describe('a certificate that nobody renews', () => {
  it.each([
    { days: 200, device: 'good', manager: 'good' },
    { days: 250, device: 'due', manager: 'good' },
    { days: 334, device: 'due', manager: 'good' },
    { days: 336, device: 'ending', manager: 'good' },
    { days: 366, device: 'over', manager: 'good' },
    { days: 500, device: 'over', manager: 'due' },
    { days: 699, device: 'over', manager: 'due' },
    { days: 701, device: 'over', manager: 'ending' },
    { days: 731, device: 'over', manager: 'over' },
  ])("after $days days, a PC's is $device and a manager's $manager", async ({ days, device, manager }) => {
    const office = await TestOffice.open();
    const branch = await templateBranch(office);
    office.clock.advance({ days });
    expect(deviceView(branch).certificate.state).toBe(device);
    expect(await stateOfMei(branch)).toBe(manager);
  });

  it('says when it is renewed, and until when it is good', async () => {
    const office = await TestOffice.open();
    const branch = await templateBranch(office);
    const { certificate } = branch.device.current;
    const { validUntil, renewsFrom } = deviceView(branch).certificate;
    expect(validUntil).toBe(certificate.notAfter.toISOString());
    const [life, untilRenewal] = [validUntil, renewsFrom].map(
      (at) => new Date(at).getTime() - certificate.notBefore.getTime(),
    );
    expect(untilRenewal! / life!).toBeCloseTo(2 / 3);
  });
});

describe('a manager', () => {
  it('is called as head office calls them, and removed once head office has them no more', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await branch.connect();
    const [mei] = (await listManagers(branch)).items;
    expect(managerView(branch, 'mei', mei!.certificate)).toMatchObject({
      name: 'Mei 美',
      certificate: { state: 'good' },
    });
    await revoke(office.context, MEI, 'tests');
    await branch.connect();
    expect(managerView(branch, 'mei', mei!.certificate)).toMatchObject({
      name: 'mei',
      certificate: { state: 'removed' },
    });
  });

  it('who was set up anew on another PC can no longer sign on this one', async () => {
    const office = await TestOffice.start();
    const [here, there] = [await templateBranch(office), await templateBranch(office)];
    await enrolManager(there, await reinvite(office.context, MEI, 'tests'), PASSPHRASE);
    await here.connect();
    expect(await stateOfMei(here)).toBe('revoked');
    expect(await stateOfMei(there)).toBe('good');
  });
});
