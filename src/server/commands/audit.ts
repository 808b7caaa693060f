import type { Command } from 'commander';
import { readDocument } from '../../shared/cms/document.ts';
import { SpamsError } from '../../shared/errors.ts';
import { readFileBounded } from '../../shared/files.ts';
import { validateChain } from '../../shared/pki/chain.ts';
import { LIMITS } from '../../shared/protocol.ts';
import { parseReceipt, type Receipt } from '../../shared/receipt.ts';
import type { Office } from '../office.ts';
import { onOffice } from './run.ts';

/** `audit verify`. */
export function auditCommands(program: Command): void {
  program
    .command('audit')
    .description('the record of everything that was done')
    .command('verify')
    .description('check that no record was changed, removed or reordered')
    .option('--receipt <file>', 'a receipt.p7s: check too that the place it quotes is still there')
    .action(
      onOffice(async (office, { options }) => {
        const head = await office.audit.verify(office.db);
        if (options.receipt === undefined) {
          return { json: { ok: true, ...head }, text: `The audit record holds: ${head.sequence} records.` };
        }
        const { number, audit } = await readReceiptFile(office, String(options.receipt));
        await office.audit.verifyPlace(office.db, audit);
        return {
          json: { ok: true, ...head, receipt: { number, ...audit } },
          text: `The audit record holds: ${head.sequence} records, receipt ${number} at ${audit.sequence} among them.`,
        };
      }),
    );
}

async function readReceiptFile({ keys }: Office, path: string): Promise<Receipt> {
  const document = await readDocument(await readFileBounded(path, LIMITS.answer));
  const { header, signer, certificates, signingTime, body } = document;
  validateChain(signer, certificates, { roots: [keys.root], at: signingTime });
  if (header.kind !== 'receipt' || signer.identity?.role !== 'office-signing') {
    throw new SpamsError('signer-wrong-role', { detail: 'not a receipt of this office' });
  }
  return parseReceipt(body);
}
