import { describe, expect, it } from 'vitest';
import { addHolder, listBranches, listHolders, revoke } from '../../src/server/authority/branches.ts';
import { listInvites, revokeInvite } from '../../src/server/authority/invites.ts';
import { parseInvite } from '../../src/shared/pki/invite.ts';
import { PATHS } from '../../src/shared/protocol.ts';
import { enrolHolder } from '../support/holders.ts';
import { ask } from '../support/https.ts';
import { testKey } from '../support/keys.ts';
import { TestOffice } from '../support/office.ts';
import { DEVICE, MANAGER } from '../support/pki.ts';

describe('when the office lists its branches', () => {
  it('shows settings, devices, their last contact and version of SPAMS, and who was shut out', async () => {
    const office = await TestOffice.start();
    const as = await enrolHolder(office.context, { ...DEVICE, id: 'desk' }, testKey(6));
    await ask(office, PATHS.office, { as, headers: { 'user-agent': 'spams-branch/1.2.3' } });
    await office.addBranch('SG-02', { name: '武吉士', timeZone: 'Europe/Berlin', currency: 'EUR', cutoff: 0 });
    await revoke(office.context, { branch: 'SG-02' }, 'tests');
    const [first, second] = await listBranches(office.context);
    expect(first).toMatchObject({ code: 'SG-01', name: 'Orchard Road', currency: 'SGD', cutoff: 4, revoked: false });
    expect(first?.devices.find(({ id }) => id === 'desk')).toMatchObject({
      lastContact: office.clock.now().toISOString(),
      appVersion: '1.2.3',
      certificateExpires: as.certificate.notAfter.toISOString(),
    });
    expect(second).toMatchObject({
      name: '武吉士',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      cutoff: 0,
      revoked: true,
    });
    expect(second?.devices).toMatchObject([{ id: 'main', certificateExpires: null, lastContact: null }]);
  });

  it('shows a contact as the newest one also when the clock was ahead at the one before', async () => {
    const office = await TestOffice.start();
    const as = await enrolHolder(office.context, { ...DEVICE, id: 'desk' }, testKey(6));
    for (const days of [1, -1]) {
      office.clock.advance({ days });
      await ask(office, PATHS.office, { as });
    }
    const devices = await listHolders(office.context.db, 'device', 'SG-01');
    expect(devices.find(({ id }) => id === 'desk')?.lastContact).toBe(office.clock.now().toISOString());
  });

  it('believes no version that is not one', async () => {
    const office = await TestOffice.start();
    const as = await enrolHolder(office.context, { ...DEVICE, id: 'desk' }, testKey(6));
    await ask(office, PATHS.office, { as, headers: { 'user-agent': 'spams-branch/<script>' } });
    const devices = await listHolders(office.context.db, 'device', 'SG-01');
    expect(devices.find(({ id }) => id === 'desk')).toMatchObject({ appVersion: null });
  });
});

describe('when the office lists its invites', () => {
  it('shows what became of each, and no code', async () => {
    const office = await TestOffice.open();
    await enrolHolder(office.context, { ...DEVICE, id: 'used' }, testKey(6));
    await addHolder(office.context, { ...DEVICE, id: 'expired' }, 'x', 'tests');
    office.clock.advance({ hours: 72 });
    const revoked = await addHolder(office.context, { ...MANAGER, id: 'revoked' }, 'x', 'tests');
    await revokeInvite(office.context, parseInvite(revoked).id, 'tests');
    const open = await addHolder(office.context, { ...MANAGER, id: 'open' }, 'x', 'tests');
    const list = await listInvites(office.context);
    expect(list.find(({ id }) => id === parseInvite(open).id)).toMatchObject({ branch: 'SG-01', role: 'manager' });
    const states = Object.fromEntries(list.map(({ holder, state }) => [holder, state]));
    expect(states).toMatchObject({ used: 'used', expired: 'expired', revoked: 'revoked', open: 'open' });
    expect(JSON.stringify(list)).not.toContain(parseInvite(open).code);
  });
});
