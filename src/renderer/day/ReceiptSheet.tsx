import type { ReceiptView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Sheet } from '../parts/Sheet.tsx';
import { useReceiptFacts } from './receipt-facts.ts';
import './receipt-sheet.css';
import { grouped } from './words.ts';

/** The receipt on paper: while it is shown, it is all that is printed. */
export function ReceiptSheet({ receipt }: { receipt: ReceiptView }) {
  const { state, strings, format } = useApp();
  const words = strings.day.receipt;
  const facts = [
    { name: words.branch, value: state.branch?.name ?? '' },
    { name: words.day, value: format.fullDay(receipt.businessDate) },
    { name: words.time, value: format.fullMoment(receipt.receivedAt) },
    ...useReceiptFacts(receipt),
    { name: words.document, value: receipt.documentId },
  ];
  return (
    <Sheet className="receipt-sheet">
      <p>
        <bdi>{state.office?.name}</bdi>
      </p>
      <h1>{words.sheetTitle}</h1>
      <p className="receipt-number">
        {words.number} <strong>{grouped(receipt.number)}</strong>
      </p>
      <table>
        <tbody>
          {facts.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <bdi dir="auto">{value}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {receipt.needsReview && <p>{words.review}</p>}
    </Sheet>
  );
}
