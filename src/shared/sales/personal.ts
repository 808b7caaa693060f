import { headerKey } from '../table/header-key.ts';

/** Columns that say who a guest is, by the usual names. */
const PERSONAL = new RegExp(
  [
    '^(?:customer|client|guest|buyer|member|cardholder|kunden?|kunde|gast|cliente?|klant)(?!id|type|count|s$)(?:reference)?(?:name|first|last|contacts?|phone|mobile|telefon|email|mail|address|adresse|nr|nummer|nom|nombre|nome)?\\w*$',
    '^(?:billing|shipping|delivery)(?:name|first|last|company|street|address|zip|city|phone|postcode)\\w*$',
    '^(?:.*(?:email|e?mailaddress|phone(?!orders?)|mobile|telefon|telefono|telefone|pansuffix|cardnumber|cardlast4|last4|cardsuffix|contact(?!less))).*$',
    '^(?:tabname|nachname|vorname|strasse|prenom|nomdefamille|apellidos?|cognome|sobrenome|nomclient|nomduclient|nombrecliente|nombredelcliente|nomecliente|firstname|lastname|surname|fullname|streetaddress|address|adresse|anschrift|direccion|indirizzo|endereco)$',
    '^(?:顧客名|お客様名|氏名|電話番号|住所|メール|고객명|고객|전화번호|연락처|주소|이메일|客户|客户姓名|顾客|姓名|电话|手机|手机号|地址|邮箱|顧客姓名|電話)$',
  ].join('|'),
);

const EMAIL = /[\w.+-]+@[\w-]+\.[\w.-]+/g;
const PHONE = /\+\d[\d\s().-]{7,}\d/g;
const CARD = /(?<![\p{L}*•])(?:[*•]{2}|x{3})[*•x\s-]*\d{4}\b|\b\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}\b/giu;
const LOOKS_PERSONAL = /@|\+\d|[*•x]{2}|\d{4}[ -]\d{4}/i;

/** Whether a header is of a column that names guests, how to reach them, or their cards: none of them is ever read. */
export const isPersonal = (header: string): boolean => PERSONAL.test(headerKey(header));

/** A text of at most some hundred characters without the e-mail addresses, phone and card numbers in it. */
export function withoutPersonal(text: string): string {
  if (!LOOKS_PERSONAL.test(text)) return text;
  return text.replace(EMAIL, '…').replace(PHONE, '…').replace(CARD, '…');
}
