import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { totals } from '../support/totals.ts';

const DEMO = join(import.meta.dirname, '../../scripts/demo.ts');

describe('when the demo is run for a program', () => {
  it('prints one JSON document with the totals of the sample file, and tells its story on stderr', async () => {
    const { code, stdout, stderr } = await runCli(DEMO, ['--json']);
    expect(code).toBe(0);
    const { menu, closing, receipt, steps } = JSON.parse(stdout);
    expect(menu).toEqual({ version: expect.any(Number), items: 50, verified: true });
    // Worked out from the file alone: awk -F, 'NR>1{n++; q+=$6; a+=$8} END{print n, q, a}' assets/sample-sales.csv
    expect(closing.totals).toEqual(totals({ lines: 368, quantity: 494.595, refunds: 4470, net: 480_990 }));
    expect(closing.lines).toBe(368);
    expect(closing.documentId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(receipt).toEqual({
      verified: true,
      number: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(steps.map(({ name }: { name: string }) => name)).toEqual([
      'init office',
      'serve',
      'enrol device',
      'enrol manager',
      'publish menu',
      'fetch menu',
      'upload closing',
      'read at office',
      'export evidence',
      'verify audit',
    ]);
    expect(steps.every(({ ms }: { ms: unknown }) => Number.isInteger(ms))).toBe(true);
    expect(stderr).toContain('byte for byte');
  }, 60_000);
});
