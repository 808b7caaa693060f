import type { ReceiptView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import type { Fact } from '../parts/Facts.tsx';

/** What a receipt says on the screen as on paper. */
export function useReceiptFacts(receipt: ReceiptView): Fact[] {
  const { state, strings, format } = useApp();
  const words = strings.day.receipt;
  const { net, lines } = receipt.totals;
  const manager = state.managers.find(({ id }) => id === receipt.manager)?.name ?? receipt.manager;
  return [
    { name: words.net, value: net === null ? strings.day.check.noNet : format.money(net, receipt.totals) },
    { name: words.lines, value: format.number(lines) },
    { name: words.manager, value: manager },
    { name: words.file, value: receipt.fileName },
    { name: words.part, value: receipt.part },
    ...(receipt.revision > 1 ? [{ name: words.revision, value: format.number(receipt.revision) }] : []),
  ];
}
