import type { FastifyInstance } from 'fastify';
import { LIMITS, type OfficeInfo, PATHS } from '../../shared/protocol.ts';
import { branchOf } from '../authority/branches.ts';
import { newestCrl } from '../authority/crl.ts';
import { excusedDays } from '../closings/excused.ts';
import type { OfficeContext } from '../context.ts';
import type { Db } from '../store/store.ts';
import { updateFeedOf } from '../update-feed.ts';
import { deviceOf } from './access.ts';

/** `GET /v1/office`: the office's time, certificates and limits, and all that this branch goes by. */
export function officeInfo(app: FastifyInstance, office: OfficeContext): void {
  app.get(PATHS.office, async (request) => describe(office, deviceOf(request).identity.branch));
}

async function describe({ config, clock, db, keys }: OfficeContext, code: string): Promise<OfficeInfo> {
  const branch = await branchOf(db, code);
  const encryption = await keys.encryptionCertificate();
  const excused = await excusedDays(db, code, LIMITS.closedDays);
  const updates = await updateFeedOf(db);
  return {
    name: config.name,
    time: clock().toISOString(),
    encryption: encryption.der.toString('base64'),
    issuing: keys.issuingCertificate.der.toString('base64'),
    crl: (await newestCrl(db, 'issuing')).number,
    limits: { file: LIMITS.file },
    ...(updates !== undefined && { updates }),
    branch: {
      code,
      name: branch.name,
      timeZone: branch.time_zone,
      cutoff: branch.cutoff,
      currency: branch.currency,
      locale: branch.locale,
      closedDays: excused.map(([date]) => date),
      closedReasons: Object.fromEntries(excused),
    },
    managers: await managersOf(db, code),
  };
}

function managersOf(db: Db, branch: string): Promise<OfficeInfo['managers']> {
  return db
    .selectFrom('holders')
    .select(['id', 'name'])
    .where('branch', '=', branch)
    .where('role', '=', 'manager')
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
}
