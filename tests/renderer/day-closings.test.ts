import { describe, expect, it } from 'vitest';
import type { KnownClosing } from '../../src/preload/index.ts';
import { entryOf, nextPart, outcomeNow, partProblem, sameClosing, signerOf } from '../../src/renderer/day/closings.ts';
import { anEntry, anError, DELIVERED, QUEUED } from './day-views.ts';

const known = (...parts: string[]): KnownClosing[] =>
  parts.map((part) => ({ part, state: 'delivered', receipt: null }));

const manager = (id: string) => ({ id, name: id });

describe('a day that is closed already', () => {
  it('is known by the part that the file would take the place of', () => {
    expect(sameClosing({ known: known('till-2', 'main'), part: 'main' })?.part).toBe('main');
    expect(sameClosing({ known: known('till-2'), part: 'main' })).toBeUndefined();
  });

  it("gives another till's file the first name that isn't taken", () => {
    expect(nextPart(known('main'))).toBe('till-2');
    expect(nextPart(known('main', 'till-2', 'till-4'))).toBe('till-3');
  });

  it.each([
    ['till-3', null],
    ['a'.repeat(32), null],
    ['a'.repeat(33), 'form'],
    ['', 'form'],
    ['Till 2', 'form'],
    ['bar\n', 'form'],
    ['till-2', 'taken'],
  ])('takes %j as the name of a till: %s is wrong with it', (part, problem) => {
    expect(partProblem(part, known('main', 'till-2'))).toBe(problem);
  });
});

describe('who signs', () => {
  it('is the only one there is, without being asked', () => {
    expect(signerOf([manager('mei')], null)?.id).toBe('mei');
  });

  it('is otherwise who was chosen, while they can still sign', () => {
    expect(signerOf([manager('mei'), manager('omar')], null)).toBeUndefined();
    expect(signerOf([manager('mei'), manager('omar')], 'omar')?.id).toBe('omar');
    expect(signerOf([manager('mei'), manager('ana')], 'omar')).toBeUndefined();
  });
});

describe('what was just uploaded', () => {
  it('is found in the outbox by its document', () => {
    const entry = anEntry();
    expect(entryOf([anEntry({ documentId: 'other' }), entry], QUEUED)).toBe(entry);
    expect(entryOf([anEntry({ documentId: 'other' })], QUEUED)).toBeUndefined();
  });

  it('when head office holds or refuses it later, is shown so, with the reason', () => {
    const error = anError('manager-revoked');
    expect(outcomeNow(QUEUED, [anEntry({ state: 'held', error })])).toMatchObject({ state: 'held', error });
  });

  it('when nothing has changed, keeps the reason why it was queued', () => {
    const outcome = { ...QUEUED, error: anError('office-unreachable') };
    expect(outcomeNow(outcome, [anEntry()])).toEqual(outcome);
  });

  it('when it is delivered, stays delivered', () => {
    expect(outcomeNow(DELIVERED, [anEntry({ state: 'refused' })])).toBe(DELIVERED);
  });
});
