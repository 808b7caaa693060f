import { allergenOf } from '../../words/allergens.ts';
import { dietOf } from '../../words/diets.ts';
import { compact } from '../../words/fold.ts';
import { languageOf } from '../../words/languages.ts';
import { isSizeName } from '../../words/sizes.ts';

/** What columns of a menu, and keys of one in JSON, are called; the best first. */
const NAMES = {
  name: 'name,item name,item,product name,product,dish name,dish,menu item,menu item name,title,drink,drink name,beverage,food,food name,meal,menu,nom,plat,article,produit,désignation,libellé,name des gerichts,gericht,speise,artikel,artikelname,bezeichnung,produktname,nombre,plato,producto,artículo,nome,piatto,prodotto,articolo,prato,produto,item do menu,商品名,品名,メニュー名,メニュー,料理名,名前,商品,메뉴,메뉴명,상품명,이름,음식,품명,菜名,菜品,菜品名称,名称,名稱,品項,餐點,όνομα,ονομασία,προϊόν,πιάτο,είδος',
  description:
    'description,item description,desc,details,comment,comments,note,notes,beschreibung,descriptif,descripción,descrizione,descrição,説明,商品説明,コメント,備考,설명,描述,说明,說明,介绍,περιγραφή',
  ingredients:
    'ingredients,ingrédients,composition,zutaten,ingredientes,ingredienti,材料,原材料,食材,재료,配料,συστατικά,υλικά',
  category:
    'category,menu category,categories,section,menu section,group,menu group,course,type,item category,product category,catégorie,rubrique,famille,kategorie,gruppe,warengruppe,rubrik,categoría,sección,familia,categoria,sezione,portata,seção,grupo,カテゴリ,カテゴリー,分類,区分,카테고리,분류,종류,类别,分类,類別,分類,κατηγορία',
  code: 'code,item code,product code,menu code,sku,plu,item id,product id,item number,item no,article number,no,nr,number,id,référence,réf,artikelnummer,artikelnr,código,codigo,ref,codice,商品コード,コード,番号,코드,번호,编号,編號,代码,κωδικός',
  price:
    'price,unit price,item price,default price,base price,regular price,selling price,menu price,cost to customer,prix,tarif,prix ttc,offers,preis,einzelpreis,vk,verkaufspreis,precio,precio unitario,pvp,prezzo,prezzo unitario,preço,preco,valor,価格,値段,料金,単価,가격,판매가,단가,价格,價格,单价,售价,τιμή',
  size: 'size,item size,variation,variation name,variant,variant name,price point name,option,option value,option 1 value,option1 value,portion,serving,serving size,taille,format,größe,portionsgröße,tamaño,tamano,ración,misura,formato,dimensione,porzione,tamanho,porção,サイズ,사이즈,크기,规格,規格,尺寸,份量,μέγεθος,μερίδα',
  sizes: 'sizes,variations,variants,prices,tailles,größen,tamaños,formati,tamanhos',
  modifiers:
    'modifiers,modifier groups,modifier sets,options,option groups,extras,toppings,sides,add ons,addons,choices,suppléments,optionen,zusatzoptionen,opciones,opzioni,opções,トッピング,オプション,옵션,加料',
  available:
    'available,availability,is available,in stock,enabled,active,is active,available for sale,status,disponible,disponibilité,verfügbar,verfügbarkeit,disponibilidad,disponibile,disponibilità,disponível,disponibilidade,販売中,提供,판매여부,판매,是否供应,供应,διαθέσιμο,διαθεσιμότητα',
  hidden:
    'hidden,sold out,soldout,is sold out,out of stock,86,unavailable,ausverkauft,épuisé,agotado,esaurito,esgotado,売切,売り切れ,품절,售罄',
  allergens:
    'allergens,allergen,allergen information,allergen info,allergen codes,eu allergens,contains,contains allergens,allergènes,allergène,allergene,allergenkennzeichnung,alérgenos,alergenos,allergeni,alergénios,alérgenos,アレルゲン,アレルギー,アレルギー表示,알레르기,알레르겐,过敏原,過敏原,αλλεργιογόνα',
  diets:
    'diets,diet,dietary,dietary marks,dietary information,dietary info,suitable for,suitable for diet,régime,régimes,ernährung,ernährungsform,dieta,dietas,diete,食事制限,식이,饮食,δίαιτα',
  tags: 'tags,tag,labels,label,traits,marks,icons,étiquettes,merkmale,etiquetas,etichette,タグ,태그,标签',
  served:
    'served,day parts,day part,daypart,available at,availability hours,hours,serving times,times,schedule,horaires,servi,servierzeiten,zeiten,horario,orario,horário,提供時間,판매시간,供应时间',
  currency: 'currency,currency code,devise,monnaie,währung,moneda,divisa,valuta,moeda,通貨,통화,货币,νόμισμα',
  language: 'language,lang,locale,langue,sprache,idioma,lingua,língua,言語,언어,语言,γλώσσα',
  // Never read, unless it is a portion: with an amount or a date it tells a day's sales from a menu.
  quantity:
    'quantity,qty,item qty,items sold,quantité,qté,menge,anzahl,cantidad,quantità,quantidade,数量,수량,ποσότητα',
  amount:
    'amount,total,net,net sales,net amount,gross sales,revenue,line total,montant,betrag,umsatz,importe,importo,totale,金額,売上,금액,매출,金额,ποσό',
  date: 'date,time,datetime,order date,receipt number,receipt,check,check number,order id,transaction id,bill number,datum,bon,fecha,data,日付,日時,날짜,日期,ημερομηνία',
} as const;

export type Role = keyof typeof NAMES;

/** What is written once for each language, or for each branch or size, in a column of its own. */
const ROLES = new Map<string, { role: Role; rank: number }>();
for (const [role, names] of Object.entries(NAMES) as [Role, string][]) {
  for (const [rank, name] of names.split(',').entries()) {
    if (!ROLES.has(compact(name))) ROLES.set(compact(name), { role, rank });
  }
}

export type Heading =
  | { kind: 'role'; role: Role; rank: number }
  | { kind: 'translation'; role: 'name' | 'description' | 'category'; language: string }
  | { kind: 'size'; size: string }
  | { kind: 'branch'; branch: string }
  /** A price that says in a word what for. */
  | { kind: 'price-of'; what: string }
  | { kind: 'allergen' | 'diet'; key: string };

/** Groups of choices and taxes may be called like an allergen. */
const NO_MARK = /modifier|option|extra|choice|add-?on|tax|vat|price/i;
/** Behind all names that are listed. */
const LAST_RANK = 1000;
/** What is longer is no heading. */
const LONGEST_HEADING = 80;

/** What a heading says of its column; undefined when it isn't known. `branches` are what those that there are are called. */
export function readHeading(text: string, branches: readonly string[]): Heading | undefined {
  if (text.length > LONGEST_HEADING) return undefined;
  const heading = withoutCurrency(text);
  const known = ROLES.get(compact(heading));
  if (known) return { kind: 'role', ...known };
  return (
    branchHeading(heading, branches) ?? sizeHeading(heading) ?? markHeading(heading) ?? twoParts(heading, branches)
  );
}

/** The role that a name of a column or key has. */
export const roleOf = (name: string): Role | undefined => ROLES.get(compact(name))?.role;

/** "Price (EUR)", "Price in €" and "EUR Price" are prices. */
function withoutCurrency(text: string): string {
  return text
    .replace(
      /[([]?(?<![A-Za-z])(?:in )?(?:\p{Sc}|[A-Z]{1,2}\$|\$[A-Z]|(?:EUR|USD|GBP|SGD|MYR|JPY|CHF|HUF|AUD|CAD|HKD|CNY|KRW|INR|THB))(?![A-Za-z])[)\]]?/u,
      ' ',
    )
    .trim();
}

function branchHeading(text: string, branches: readonly string[]): Heading | undefined {
  const branch = branchOf(text, branches);
  return branch === undefined ? undefined : { kind: 'branch', branch };
}

/** Whether a heading looks like a branch's code, which may look like an amount too. */
export const looksLikeBranch = (heading: string): boolean => /^[A-Z]{2,5}-\d{1,4}$/.test(heading);

/** A branch: one of those given or, where none is, what looks like a code: "SG-01". */
function branchOf(text: string, branches: readonly string[]): string | undefined {
  const name = text.trim();
  if (branches.includes(name)) return name;
  const code = name.toUpperCase().replace(/[\s_]+/g, '-');
  if (branches.includes(code)) return code;
  return branches.length === 0 && looksLikeBranch(code) ? code : undefined;
}

const sizeHeading = (text: string): Heading | undefined =>
  isSizeName(text) ? { kind: 'size', size: text } : undefined;

function markHeading(text: string): Heading | undefined {
  if (NO_MARK.test(text)) return undefined;
  const diet = dietOf(text);
  if (diet !== undefined) return { kind: 'diet', key: diet };
  const allergen = text.split(/\s+/).length <= 4 ? allergenOf(text) : undefined;
  return allergen === undefined ? undefined : { kind: 'allergen', key: allergen };
}

/** Where a heading may be in two parts: "Name (FR)", "price_SG-01", "English name", "nomFr". */
const BOUNDARY = /[\s_:\-()[\]./]+|(?<=\p{Ll})(?=\p{Lu})/gu;

function twoParts(text: string, branches: readonly string[]): Heading | undefined {
  for (const boundary of text.matchAll(BOUNDARY)) {
    const [left, right] = [text.slice(0, boundary.index), text.slice(boundary.index + boundary[0].length)];
    const isBracketed = /[([]/.test(boundary[0]);
    const heading = partOf(left, right, isBracketed, branches) ?? partOf(right, left, isBracketed, branches);
    if (heading !== undefined) return heading;
  }
  return undefined;
}

function partOf(role: string, rest: string, isBracketed: boolean, branches: readonly string[]): Heading | undefined {
  const known = roleOf(role);
  const what = rest.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}"”″]+$/gu, '');
  if (what === '') return undefined;
  if (known === 'price') {
    return branchHeading(what, branches) ?? sizeHeading(what) ?? { kind: 'price-of', what };
  }
  // "Dish ID" isn't Indonesian.
  if (known === 'name' && !isBracketed && /^(?:id|no|nr|code|number)$/i.test(what)) {
    return { kind: 'role', role: 'code', rank: LAST_RANK };
  }
  const language = languageOf(what, isBracketed);
  const isTranslated = known === 'name' || known === 'description' || known === 'category';
  return isTranslated && language !== undefined ? { kind: 'translation', role: known, language } : undefined;
}
