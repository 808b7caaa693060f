import { describe, expect, it } from 'vitest';
import { binaryKind, decodeText } from '../../../src/shared/table/decode.ts';
import { legacyEncoder } from '../../support/legacy-encoding.ts';

const BOM = '\ufeff';
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from('Crème 叻沙'), 'utf-8'],
    ['UTF-8 with BOM', Buffer.from(`${BOM}Crème 叻沙`), 'utf-8'],
    ['UTF-16LE with BOM', Buffer.from(`${BOM}Crème 叻沙`, 'utf16le'), 'utf-16le'],
    ['UTF-16BE with BOM', utf16be(`${BOM}Crème 叻沙`), 'utf-16be'],
    ['UTF-16LE without BOM', Buffer.from('Crème 叻沙', 'utf16le'), 'utf-16le'],
    ['UTF-16BE without BOM', utf16be('Crème 叻沙'), 'utf-16be'],
  ])('reads %s', (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text: 'Crème 叻沙', encoding });
  });

  it.each([
    ['little', (text: string) => Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['big', utf16be, 'utf-16be'],
  ])('reads UTF-16 of mostly Chinese words without BOM, %s end first', (_, encode, encoding) => {
    const text = '商品名,数量\r\n一番搾り生一杯,12\r\n焼き鳥盛り合わせ,3\r\n';
    expect(decodeText(encode(text))).toEqual({ text, encoding });
  });

  it('reads as Windows-1252 what is not UTF-8', () => {
    const bytes = Buffer.from([0x43, 0x72, 0xe8, 0x6d, 0x65, 0x20, 0x38, 0x80, 0x93]);
    expect(decodeText(bytes)).toEqual({ text: 'Crème 8€“', encoding: 'windows-1252' });
  });

  it('reads UTF-8 with a letter cut in half as UTF-8', () => {
    const whole = 'Crème brûlée;8,90\n'.repeat(20);
    const bytes = Buffer.concat([Buffer.from(whole), Buffer.from([0x43, 0x72, 0xc3])]);
    expect(decodeText(bytes)).toEqual({ text: `${whole}Cr\ufffd`, encoding: 'utf-8' });
  });

  it('keeps to the encoding that a person chose', () => {
    const bytes = Buffer.from([0xb1, 0xb2]);
    expect(decodeText(bytes, 'shift_jis')).toEqual({ text: 'ｱｲ', encoding: 'shift_jis' });
    expect(decodeText(bytes, 'windows-1252')).toEqual({ text: '±²', encoding: 'windows-1252' });
  });

  it('replaces half a surrogate pair', () => {
    expect(decodeText(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00])).text).toBe('\ufffdA');
  });
});

describe('Shift_JIS', () => {
  it.each([
    '商品名,数量,金額\n刺身盛り合わせ,2,2400\n',
    'Item,Qty\nラーメン,2\n',
    'Item,Qty\nｺｰﾋｰ,2\n',
    '生ビール（中）,￥５８０\n',
  ])('is detected in %j', (text) => {
    expect(decodeText(legacyEncoder('shift_jis')(text))).toEqual({ text, encoding: 'shift_jis' });
  });

  it.each([
    'Crème brûlée', // E8 6D and FB 6C would be kanji
    'Mom’s “Big” pie – £5',
    'CAFÉ À LA CRÈME',
    'Jalapeño, Käsespätzle, smørrebrød',
    'Þórður fór út á Æðey',
  ])('is not seen in Windows-1252: %s', (text) => {
    expect(decodeText(legacyEncoder('windows-1252')(text))).toEqual({ text, encoding: 'windows-1252' });
  });
});

describe('binaryKind', () => {
  it.each([
    ['%PDF-1.7\n', 'a PDF'],
    ['PK\u0003\u0004', 'an Excel workbook or a ZIP archive'],
    ['a\0b', 'a file of another program'],
    ['Item,Quantity', undefined],
    ['', undefined],
  ])('names %j: %s', (text, kind) => {
    expect(binaryKind(Buffer.from(text), text)).toBe(kind);
  });
});
