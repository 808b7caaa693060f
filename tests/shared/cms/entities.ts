import type { ClosingHeader, Header } from '../../../src/shared/cms/entity.ts';

const common = { id: '019cb5a2-7c00-7abc-8def-0123456789ab', date: new Date('2026-11-23T10:00:00Z'), branch: 'SG-01' };

/** A closing and a menu, each with everything that its header has. */
export const CLOSING: { header: ClosingHeader; body: Buffer } = {
  header: {
    kind: 'closing',
    ...common,
    from: 'urn:spams:branch:SG-01:manager:mei',
    to: 'urn:spams:office:encryption',
    fileName: "day end 日's (1).csv",
    businessDate: '2026-11-22',
    part: 'main',
    revision: 1,
  },
  body: Buffer.from('100 apple\r\n'),
};

export const MENU: { header: Header; body: Buffer } = {
  header: {
    kind: 'menu',
    ...common,
    from: 'urn:spams:office:signing',
    to: 'urn:spams:branch:SG-01:device:main',
  },
  body: Buffer.from('{"items":[]}'),
};
