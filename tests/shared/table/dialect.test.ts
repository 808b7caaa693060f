import { describe, expect, it } from 'vitest';
import { detectDialect } from '../../../src/shared/table/dialect.ts';

describe('the delimiter', () => {
  it.each([
    ['Item,Quantity\n"a;b;c;d",1', ','],
    ['Item;Price\nPie;1,50', ';'],
    ['Item\tPrice (incl. tax, service)\tQty\nPie\t1,50\t2', '\t'],
    ['Item|Price\nPie|1', '|'],
    ['\n\n;;\nItem;Price\n', ';'],
    ['Item,Qty', ','],
    ['"Item","Qty"\n"Pie; apple","2"\n', ','],
    ['Item, Qty\nPie, 2\nKopi, 3\n', ','],
    ['Item,Qty\nCombo 1,3\nCombo 2,4\n', ','],
    ['16.99,1.01,2\n10.34,1.66,3\n', ','],
  ])('of %j is %j', (text, delimiter) => {
    expect(detectDialect(text)).toEqual({ delimiter, quotes: true });
  });

  it.each([
    'Sale of the day\n1 pie, small',
    'Sale of the day\n100 apple\n200 pie\n',
    'Menu\n---\n1 Espresso 2,50\n2 Latte 3,50\n3 Bier 1.250,00\n',
    'Menu\n---\n1 Soup, of the day\n2 Bread\n3 Cake, with cream, or without\n4 Tea, green\n',
    'Menu, today\n1 Espresso 2,50\n2 Latte 3,50\n',
    'Just a title\n',
    '',
  ])('of %j is none', (text) => {
    expect(detectDialect(text).delimiter).toBeNull();
  });

  it('is found below titles that have other marks', () => {
    const titles = 'Daily report, Orchard Road, Singapore\nFrom 1; to 2\n\nPrinted by: Mei, Lim, Tan\n';
    expect(detectDialect(`${titles}Item;Qty;Net\nLaksa;2;12,80\nKopi;3;4,20\n`).delimiter).toBe(';');
    expect(detectDialect(`${titles}Item\tQty\tNet\nLaksa\t2\t12,80\nKopi\t3\t4,20\n`).delimiter).toBe('\t');
  });

  it('is not a decimal comma, even when every row has as many of those', () => {
    expect(detectDialect('Pizza;8,50;9,50\nPasta;7,50;8,90\nSalat;5,50;6,50\n').delimiter).toBe(';');
    expect(detectDialect('Pizza\t8,50\nPasta\t7,50\n').delimiter).toBe('\t');
  });

  it('is not a mark in the texts of its rows', () => {
    const rows = 'Coffee,Latte,3.50,hot;milk\nCoffee,Mocha,3.90,hot;milk\nTea,Chai,3.10,hot;spiced\n';
    expect(detectDialect(`Category,Name,Price,Tags\n${rows}`).delimiter).toBe(',');
    const pizzas = 'Margherita;Tomato,basil, mozzarella;9\nRegina;Ham,mushrooms, mozzarella;11\n';
    expect(detectDialect(`Pizza;;\n${pizzas}`).delimiter).toBe(';');
  });

  it('is found where cells run over several lines', () => {
    const row = '"Laksa\nspicy; with cockles,\nor without",2,12.80\n';
    expect(detectDialect(`Item,Qty,Net\n${row.repeat(50)}`)).toEqual({ delimiter: ',', quotes: true });
  });

  it('is the one that Excel was told', () => {
    expect(detectDialect('sep=;\r\na,b;c,d\r\n').delimiter).toBe(';');
    expect(detectDialect('SEP=|\na\n').delimiter).toBe('|');
  });
});

describe('quotation marks', () => {
  it.each([
    ['"Pie, apple",2\n'],
    ['"Pie ""the best""",2\n'],
    ['"Pie the "best" one",2\n'],
    ['"Pie\r\napple" ,2\n'],
    ['Pizza 12",5\nPizza 14",6\n'],
    ['Pie, "small, sweet",2\n'],
    ['"",2\n'],
    ['Pie,"2"'],
  ])('quote in %j', (rows) => {
    expect(detectDialect(`Item,Qty\nKopi,1\n${rows}`).quotes).toBe(true);
  });

  it.each([
    ['"Pizza 12,5\nPie,6\n'],
    ['"Pizza" special,5\nPie,"6\n'],
    ['Pie,"apple\nTea,"green"\n'],
    ['"Pie" apple,2\n"Tea" green,3\n'],
    ['Pie,"'],
  ])('are characters in %j, where one has no partner', (rows) => {
    expect(detectDialect(`Item,Qty\nKopi,1\n${rows}`).quotes).toBe(false);
  });

  it('are judged to the end of a large file', () => {
    const rows = '"Laksa, spicy",2\n'.repeat(50_000);
    expect(detectDialect(`Item,Qty\n${rows}`).quotes).toBe(true);
    expect(detectDialect(`Item,Qty\n${rows}"Pizza 12,5\nPie,6\n`).quotes).toBe(false);
  });
});
