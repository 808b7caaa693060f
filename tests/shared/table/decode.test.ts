import { describe, expect, it } from 'vitest';
import { binaryKind, decodeText } from '../../../src/shared/table/decode.ts';

const BOM = '\ufeff';

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from('Crème 叻沙'), 'utf-8'],
    ['UTF-8 with BOM', Buffer.from(`${BOM}Crème 叻沙`), 'utf-8'],
    ['UTF-16LE with BOM', Buffer.from(`${BOM}Crème 叻沙`, 'utf16le'), 'utf-16le'],
    ['UTF-16BE with BOM', Buffer.from(`${BOM}Crème 叻沙`, 'utf16le').swap16(), 'utf-16be'],
  ])('reads %s', (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text: 'Crème 叻沙', encoding });
  });

  it('reads as Windows-1252 what is not UTF-8', () => {
    const bytes = Buffer.from([0x43, 0x72, 0xe8, 0x6d, 0x65, 0x20, 0x38, 0x80, 0x93]);
    expect(decodeText(bytes)).toEqual({ text: 'Crème 8€“', encoding: 'windows-1252' });
  });

  it('replaces half a surrogate pair', () => {
    expect(decodeText(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00])).text).toBe('\ufffdA');
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
